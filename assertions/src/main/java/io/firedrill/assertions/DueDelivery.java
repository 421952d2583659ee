package io.firedrill.assertions;

import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of firing that Alertmanager must turn into a notification to a receiver by one of its integrations. Stretches
 * closer together than the group interval are one: Alertmanager says nothing new in between.
 */
record DueDelivery(AlertStory story, Way way, Episode firing) {
    static List<DueDelivery> of(AlertStory story, List<Way> ways) {
        List<DueDelivery> due = new ArrayList<>();
        for (Way way : ways) {
            Duration interval = Routes.to(story.evidence(), way.receiver(), story.labels())
                    .map(Route::groupInterval)
                    .orElse(Duration.ZERO);
            Optional<Episode> open = Optional.empty();
            for (Episode firing : story.firings()) {
                if (open.isPresent() && firing.from().minus(open.get().to()).compareTo(interval) <= 0) {
                    open = Optional.of(new Episode(open.get().from(), firing.to()));
                } else {
                    open.ifPresent(done -> due.add(new DueDelivery(story, way, done)));
                    open = Optional.of(firing);
                }
            }
            open.ifPresent(done -> due.add(new DueDelivery(story, way, done)));
        }
        return due.stream().filter(each -> !each.firing().to().isNegative()).toList();
    }

    boolean isDelivered() {
        return story.alarms().stream()
                .filter(alarm -> alarm.way().equals(way) && alarm.accepted())
                .anyMatch(alarm ->
                        alarm.at().compareTo(firing.from()) >= 0 && alarm.at().compareTo(until()) <= 0);
    }

    /** Not delivered although Alertmanager had it active, towards this receiver, for longer than it may wait. */
    boolean isMissed() {
        Duration margin = Routes.margin(story.evidence());
        return !isDelivered()
                && !firing.from().isNegative()
                && allowed()
                        .map(wait -> active().compareTo(wait.plus(margin)) >= 0)
                        .orElse(false);
    }

    /** How long it may be active before it must be delivered; once it was held back, up to the group interval. */
    private Optional<Duration> allowed() {
        Episode whole = new Episode(firing.from(), until());
        boolean held = story.views().stream()
                .filter(view -> whole.overlaps(new Episode(view.from(), view.to())))
                .anyMatch(view -> !view.state().equals("active"));
        Optional<Duration> first =
                Routes.due(story, way.receiver(), firing.from()).map(due -> due.minus(firing.from()));
        Optional<Duration> interval =
                Routes.to(story.evidence(), way.receiver(), story.labels()).map(Route::groupInterval);
        return held ? first.flatMap(one -> interval.map(other -> Episode.later(one, other))) : first;
    }

    /** Whether what came instead, by this way and in its time, was so faulty that nobody can say which alerts it told. */
    boolean isGarbled() {
        return !isDelivered()
                && story.evidence().notifications().stream()
                        .filter(each -> way.equals(Way.of(each)))
                        .filter(each ->
                                each.alerts().isEmpty() && !each.problems().isEmpty())
                        .anyMatch(each -> new Episode(firing.from(), until()).covers(each.at()));
    }

    /** Whether a fault of the receiver itself explains that it was not delivered. */
    boolean isExcused() {
        return !Outage.of(story.evidence(), way, new Episode(firing.from(), until()))
                .isEmpty();
    }

    /** Alertmanager's word that the receiver took it, although the inbox never had it. */
    Optional<AlertEvent> contradicted() {
        return isDelivered() || isGarbled() ? Optional.empty() : trail().told(way);
    }

    /** Where it was lost, as far as Alertmanager's event log knows. */
    String lost() {
        return trail().lostBefore(way);
    }

    private EventTrail trail() {
        return new EventTrail(story, new Episode(firing.from(), until()));
    }

    String text() {
        return contradicted()
                .map(told ->
                        "fired from %s, and Alertmanager's event log says that %s took it at %s, but the inbox never had it"
                                .formatted(firing, way, Words.at(told.at())))
                .orElseGet(this::missing);
    }

    private String missing() {
        return "fired from %s, was active towards %s for %s, and was not delivered there"
                .formatted(firing, way, length(active()));
    }

    /** The longest time that Alertmanager had it active without a break. */
    private Duration active() {
        Duration longest = Duration.ZERO;
        Duration from = null;
        for (View view : story.views()) {
            Episode seen = new Episode(view.from(), view.to());
            boolean active = view.state().equals("active") && view.receivers().contains(way.receiver());
            if (!active || !seen.overlaps(new Episode(firing.from(), until()))) {
                from = null;
                continue;
            }
            from = from == null ? Episode.later(view.from(), firing.from()) : from;
            Duration length = view.to().minus(from);
            longest = length.compareTo(longest) > 0 ? length : longest;
        }
        return longest;
    }

    /** Up to the next stretch of firing. */
    private Duration until() {
        return story.firing(firing.to().plusNanos(1))
                .map(next -> next.from().minusNanos(1))
                .orElse(story.evidence().drill().observed());
    }
}
