package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.count;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A07. */
record AlertsGrouped(AlertSelector alert, int alerts, Duration together, int notifications) implements Promise {
    AlertsGrouped {
        if (notifications < 1 || alerts <= notifications) {
            throw new IllegalArgumentException("a storm must have more alerts than notifications, and at least 1 of"
                    + " these, but were " + alerts + " and " + notifications);
        }
    }

    @Override
    public String id() {
        return "A07-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A07;
    }

    @Override
    public String subject() {
        return "alerts " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be told in at most %s when %d or more of them fire within %s"
                .formatted(count(notifications, "notification"), alerts, length(together)));
        Optional<Obstacle> deaf = Gates.first(Gates.firing(evidence, alert), Gates.witness(evidence, Witness.INBOX));
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        Burst burst = Burst.largest(AlertStory.of(evidence, alert), together);
        return burst.members().isEmpty()
                ? expected.unclear("none of them fired (see A01)", "", List.of("/alerts"))
                : judged(expected, burst);
    }

    private Verdict judged(Expectation expected, Burst burst) {
        Map<String, List<Delivery>> told = burst.told();
        int fired = burst.members().size();
        List<String> pointers =
                new ArrayList<>(List.of(burst.members().get(0).story().pointer()));
        told.values().forEach(deliveries -> pointers.addAll(Delivery.pointers(deliveries)));
        String text = "%s fired within %s, from %s, and %s"
                .formatted(
                        count(fired, "alert"),
                        length(burst.began().length()),
                        at(burst.began().from()),
                        text(told));
        if (fired < alerts) {
            return expected.unclear("only " + text + " (see A01)", "", pointers);
        }
        Optional<List<Delivery>> most = told.values().stream()
                .filter(deliveries -> deliveries.size() > notifications)
                .max(Comparator.comparing(List::size));
        if (most.isPresent()) {
            return expected.broken(text, hint(burst, most.get()), pointers);
        }
        int untold = burst.untold().size();
        return untold > 0
                ? expected.unclear(text + "; %d were not delivered (see A05 and N01)".formatted(untold), "", pointers)
                : expected.kept(text, pointers);
    }

    private static String text(Map<String, List<Delivery>> told) {
        List<String> parts = told.entrySet().stream()
                .map(each -> "in %s to %s (the first at %s)"
                        .formatted(
                                count(each.getValue().size(), "notification"),
                                each.getKey(),
                                at(each.getValue().get(0).at())))
                .toList();
        return parts.isEmpty() ? "nobody was told" : "were told " + Words.list(parts);
    }

    private static String hint(Burst burst, List<Delivery> told) {
        AlertStory story = burst.members().get(0).story();
        Optional<Route> route = Routes.to(story.evidence(), told.get(0).receiver(), story.labels());
        long groups = told.stream()
                .map(delivery -> delivery.notification().groupKey())
                .distinct()
                .count();
        if (groups > 1) {
            return "they are of %d groups".formatted(groups)
                    + route.map(way -> ": the route groups by " + labels(way)).orElse("");
        }
        return route.filter(way -> way.groupWait().compareTo(burst.began().length()) < 0)
                .map(way -> "group_wait (" + length(way.groupWait()) + ") is shorter than it took them to come")
                .orElse("");
    }

    private static String labels(Route route) {
        return route.groupBy().contains("...") ? "every label there is" : Words.list(route.groupBy());
    }
}
