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

    /** Prometheus was deaf, or was not asked. */
    static Optional<Obstacle> unread(Evidence evidence) {
        return Gates.witness(evidence, Witness.PROMETHEUS)
                .or(() -> evidence.metrics().asked()
                        ? Optional.empty()
                        : Optional.of(new Obstacle(
                                "the drill did not read the state of the metrics",
                                "call metrics() on it",
                                List.of("/metrics"))));
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
