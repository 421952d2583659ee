package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.ScrapeTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What several promises ask of the metrics' own state. */
final class Metrics {
    private Metrics() {}

    /** Prometheus was deaf, or was not asked, or not all could be read. */
    static Optional<Obstacle> unread(Evidence evidence) {
        return Gates.first(Gates.witness(evidence, Witness.PROMETHEUS), unasked(evidence), unanswered(evidence));
    }

    private static Optional<Obstacle> unasked(Evidence evidence) {
        return evidence.metrics().asked()
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "the drill did not read the state of the metrics",
                        "call metrics() on it",
                        List.of("/metrics")));
    }

    /** Not all could be read. */
    static Optional<Obstacle> unanswered(Evidence evidence) {
        return evidence.metrics().gaps().stream()
                .findFirst()
                .map(gap -> new Obstacle(
                        "the state of the metrics could not be read: " + gap.reason(), "", List.of("/metrics/gaps/0")));
    }

    static String text(ScrapeTarget target) {
        return target.job() + " (" + target.instance() + ")";
    }

    static String pointer(Evidence evidence, ScrapeTarget target) {
        return "/metrics/targets/" + evidence.metrics().targets().indexOf(target);
    }

    /** The targets that scrape the same URL, or write the same series; groups of two or more. */
    static List<List<ScrapeTarget>> duplicates(Evidence evidence) {
        Map<Object, List<ScrapeTarget>> groups = new LinkedHashMap<>();
        for (ScrapeTarget target : evidence.metrics().targets()) {
            groups.computeIfAbsent(target.url(), any -> new ArrayList<>()).add(target);
            groups.computeIfAbsent(target.labels(), any -> new ArrayList<>()).add(target);
        }
        return groups.values().stream()
                .filter(group -> group.size() > 1)
                .map(List::copyOf)
                .distinct()
                .toList();
    }
}
