package io.firedrill.reports.drawing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps time to width: clock zero at the left edge, the end of observation at the right.
 *
 * @param end the end of observation
 * @param left where clock zero is
 * @param right where the end is
 */
record TimeAxis(Duration end, double left, double right) {
    private static final List<Long> STEPS_MS = List.of(
            1L,
            2L,
            5L,
            10L,
            20L,
            50L,
            100L,
            200L,
            500L,
            1_000L,
            2_000L,
            5_000L,
            10_000L,
            15_000L,
            30_000L,
            60_000L,
            120_000L,
            300_000L,
            600_000L,
            900_000L,
            1_800_000L,
            3_600_000L,
            7_200_000L,
            14_400_000L,
            43_200_000L,
            86_400_000L);

    TimeAxis {
        end = end.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : end;
    }

    /** What lies outside is drawn at the edge. */
    double x(Duration at) {
        double share = (double) at.toNanos() / end.toNanos();
        return left + Math.min(1, Math.max(0, share)) * (right - left);
    }

    double width(Duration from, Duration to) {
        return x(to) - x(from);
    }

    List<Duration> ticks() {
        Duration step = step(11);
        List<Duration> ticks = new ArrayList<>();
        for (Duration at = Duration.ZERO; at.compareTo(end) <= 0; at = at.plus(step)) {
            ticks.add(at);
        }
        return ticks;
    }

    /** The shortest round step that cuts the axis into at most so many parts. */
    Duration step(int parts) {
        return STEPS_MS.stream()
                .map(Duration::ofMillis)
                .filter(step -> step.multipliedBy(parts).compareTo(end) >= 0)
                .findFirst()
                .orElseGet(() -> end.dividedBy(parts).plusMillis(1));
    }
}
