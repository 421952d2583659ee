package io.firedrill.assertions;

import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.Route;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The group that an alert joins when it fires, as far as others had opened it before. */
record OpenGroup(AlertStory story, Route route, Duration fired) {
    /** Whether others were in it when the alert fired. */
    boolean isOpen() {
        return openers().findAny().isPresent();
    }

    /**
     * Whether it may have been flushed before the alert came. Not so if all that was seen in it fired so shortly before that
     * {@code group_wait} cannot have been over when Alertmanager was first seen to have this alert. What nobody sees may
     * keep a group open as well: alerts that are over, of which Prometheus goes on to tell.
     */
    boolean mayBeFlushed() {
        return !openers().allMatch(this::isYetToBeFlushed);
    }

    private Stream<AlertmanagerAlert> openers() {
        return story.evidence().routed().stream()
                .filter(this::isInGroup)
                .filter(other -> other.views().stream().anyMatch(this::opens));
    }

    private boolean opens(View view) {
        return view.receivers().contains(route.receiver()) && view.from().compareTo(fired) < 0 && keepsOpen(view);
    }

    private boolean keepsOpen(View view) {
        return view.to().plus(route.groupInterval()).compareTo(fired) >= 0;
    }

    private boolean isYetToBeFlushed(AlertmanagerAlert opener) {
        Optional<Duration> begin = begin(opener)
                .filter(from ->
                        opener.views().stream().noneMatch(view -> view.from().compareTo(from) < 0 && keepsOpen(view)));
        return begin.flatMap(
                        from -> seen().map(seen -> from.plus(route.groupWait()).compareTo(seen) > 0))
                .orElse(false);
    }

    /** The evaluation at which it began to fire; Alertmanager had it no earlier. */
    private Optional<Duration> begin(AlertmanagerAlert opener) {
        return story.evidence().alerts().stream()
                .filter(timeline -> opener.labels()
                        .entrySet()
                        .containsAll(Routes.withName(timeline).entrySet()))
                .flatMap(timeline -> timeline.periods().stream())
                .filter(period -> period.state() == AlertState.FIRING)
                .map(AlertPeriod::from)
                .filter(from -> from.compareTo(fired) <= 0)
                .max(Duration::compareTo);
    }

    /** When Alertmanager was first seen to have this alert for the receiver. */
    private Optional<Duration> seen() {
        return story.views().stream()
                .filter(view ->
                        view.state().equals("active") && view.receivers().contains(route.receiver()))
                .filter(view -> view.to().compareTo(fired) >= 0)
                .map(view -> Episode.later(view.from(), fired))
                .min(Duration::compareTo);
    }

    private boolean isInGroup(AlertmanagerAlert other) {
        return route.groupBy().contains("...")
                ? other.labels().equals(story.labels())
                : route.groupBy().stream()
                        .allMatch(label -> story.labels()
                                .getOrDefault(label, "")
                                .equals(other.labels().getOrDefault(label, "")));
    }
}
