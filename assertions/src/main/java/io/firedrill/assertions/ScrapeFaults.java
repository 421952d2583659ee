package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.ScrapeTarget.Pause;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Which times without scrapes a drill made itself. */
final class ScrapeFaults {
    private static final String SCRAPES = "prometheus->";
    private static final String LINK = "->";

    private ScrapeFaults() {}

    /** The longest part of a pause that no fault of the drill on this target's scrapes covers. */
    static Duration unexplained(Evidence evidence, ScrapeTarget target, Pause pause) {
        List<FaultRecord> faults = evidence.faults().stream()
                .filter(fault -> concerns(fault.target(), target))
                .sorted(Comparator.comparing(FaultRecord::appliedAt))
                .toList();
        Duration longest = Duration.ZERO;
        Duration from = pause.from();
        for (FaultRecord fault : faults) {
            longest = longer(longest, shorter(fault.appliedAt(), pause.to()).minus(from));
            from = longer(from, fault.revertedAt());
        }
        return longer(longest, pause.to().minus(from));
    }

    /** Whether a fault of the drill is on the scrapes of a target. */
    static boolean on(Evidence evidence, TargetHealth target) {
        return evidence.faults().stream()
                .anyMatch(fault -> concerns(fault.target(), service -> is(service, target.job(), target.instance())));
    }

    private static boolean concerns(String faulty, ScrapeTarget target) {
        return concerns(
                faulty,
                service -> is(service, target.job(), target.instance())
                        || service.equals(target.labels().get("service")));
    }

    /** A link from Prometheus to it, its own process, or Prometheus. */
    private static boolean concerns(String faulty, Predicate<String> isTarget) {
        if (faulty.startsWith(SCRAPES)) {
            return isTarget.test(faulty.substring(SCRAPES.length()));
        }
        return !faulty.contains(LINK) && (faulty.equals("prometheus") || isTarget.test(faulty));
    }

    private static boolean is(String service, String job, String instance) {
        return job.equals(service) || instance.replaceAll(":[0-9]+$", "").equals(service);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
