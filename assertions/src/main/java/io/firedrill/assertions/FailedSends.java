package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Level;
import java.time.Duration;
import java.util.Optional;

/** Alertmanager's own count of attempts that failed, by integration: at which poll each was first seen. */
record FailedSends(String pointer, Level level) {
    /** Empty if it was not read. */
    static Optional<FailedSends> in(Evidence evidence) {
        for (int i = 0; i < evidence.levels().size(); i++) {
            if (evidence.levels().get(i).name().equals(Level.FAILED_SENDS)) {
                return Optional.of(
                        new FailedSends("/levels/" + i, evidence.levels().get(i)));
            }
        }
        return Optional.empty();
    }

    /** Of all integrations, within a stretch. */
    long during(Episode window) {
        return level.courses().stream()
                .mapToLong(course -> grown(course, window))
                .sum();
    }

    /** Of one integration, within a stretch. */
    long during(Episode window, String integration) {
        return level.courses().stream()
                .filter(course -> integration.equals(course.labels().get("integration")))
                .mapToLong(course -> grown(course, window))
                .sum();
    }

    /** Only what was seen to grow: a count that begins anew, or whose begin nobody saw, tells nothing. */
    private static long grown(Level.Course course, Episode window) {
        Optional<Double> before = at(course, window.from());
        return before.flatMap(from -> at(course, window.to()).map(to -> Math.max(0, Math.round(to - from))))
                .orElse(0L);
    }

    private static Optional<Double> at(Level.Course course, Duration offset) {
        return course.points().stream()
                .filter(point -> point.at().compareTo(offset) <= 0)
                .map(Level.Point::value)
                .reduce((earlier, later) -> later);
    }
}
