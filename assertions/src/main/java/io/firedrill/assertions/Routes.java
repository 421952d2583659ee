package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.Route;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Alertmanager's running routes, and how long they make an alert wait. */
final class Routes {
    private Routes() {}

    /** The first route that takes an alert to a receiver. */
    static Optional<Route> to(Evidence evidence, String receiver, Map<String, String> labels) {
        List<Route> there = evidence.configuration().routes().stream()
                .filter(route -> route.receiver().equals(receiver))
                .toList();
        return matching(there, labels).or(() -> there.stream().findFirst());
    }

    /** The first route that takes an alert. */
    static Optional<Route> of(Evidence evidence, Map<String, String> labels) {
        return matching(evidence.configuration().routes(), labels);
    }

    /** Which route takes it where it goes, for a person; nothing if the configuration is not known. */
    static String told(Evidence evidence, Map<String, String> labels) {
        return of(evidence, labels)
                .map(route -> "the first route that matches "
                        + AlertSelector.text(labels)
                        + (route.matchers().isEmpty()
                                ? " is the root, to "
                                : " has the matchers " + Words.list(route.matchers()) + " and goes to ")
                        + route.receiver())
                .orElse("");
    }

    /**
     * When Alertmanager must have flushed the alert's group at the latest: after {@code group_wait}, or after {@code
     * group_interval} if other alerts had opened the group before.
     */
    static Optional<Duration> due(AlertStory story, String receiver, Duration fired) {
        return flushed(story, receiver, fired, OpenGroup::isOpen);
    }

    /** The same, if what opened the group so shortly before that it was flushed with this one is no reason to wait. */
    static Optional<Duration> flushed(AlertStory story, String receiver, Duration fired) {
        return flushed(story, receiver, fired, OpenGroup::mayBeFlushed);
    }

    private static Optional<Duration> flushed(
            AlertStory story, String receiver, Duration fired, Predicate<OpenGroup> waits) {
        return to(story.evidence(), receiver, story.labels())
                .map(route -> fired.plus(
                        waits.test(new OpenGroup(story, route, fired))
                                ? Episode.later(route.groupWait(), route.groupInterval())
                                : route.groupWait()));
    }

    /** What a healthy machine may add to a due time before it is missed. */
    static Duration margin(Evidence evidence) {
        return Episode.later(
                Duration.ofSeconds(1),
                evidence.configuration().evaluationInterval().multipliedBy(2));
    }

    static Map<String, String> withName(AlertTimeline timeline) {
        Map<String, String> labels = new HashMap<>(timeline.labels());
        labels.put("alertname", timeline.alert());
        return labels;
    }

    private static Optional<Route> matching(List<Route> routes, Map<String, String> labels) {
        return routes.stream()
                .filter(route -> LabelMatcher.all(route.matchers(), labels))
                .findFirst();
    }
}
