package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.ScrapeTarget.Pause;
import java.util.Set;
import java.util.stream.Collectors;

/** Times in which Prometheus, or the machine, stood still: then no single target is to blame. */
final class Standstill {
    private Standstill() {}

    /** Whether more than half of the processes that are scraped, and at least two, paused at the same time. */
    static boolean explains(Evidence evidence, Pause pause) {
        Set<String> all =
                evidence.metrics().targets().stream().map(Standstill::process).collect(Collectors.toSet());
        long paused = evidence.metrics().targets().stream()
                .filter(target -> target.pauses().stream().anyMatch(other -> overlap(pause, other)))
                .map(Standstill::process)
                .distinct()
                .count();
        return paused >= 2 && 2 * paused > all.size();
    }

    /** One exporter may stand for many targets. */
    private static String process(ScrapeTarget target) {
        return target.url().replaceFirst("^(\\w+://[^/?]+).*", "$1");
    }

    private static boolean overlap(Pause one, Pause other) {
        return one.from().compareTo(other.to()) < 0 && other.from().compareTo(one.to()) < 0;
    }
}
