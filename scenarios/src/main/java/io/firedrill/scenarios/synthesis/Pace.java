package io.firedrill.scenarios.synthesis;

import io.firedrill.stacks.workspace.WrittenRule;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;

/**
 * How a drill goes in virtual time.
 *
 * @param interval from one sample, and evaluation, to the next
 * @param reach how far back the condition looks
 * @param hold its {@code for}
 * @param keep its {@code keep_firing_for}
 * @param stride of how many samples one would do, where time is dear: its windows have enough of them, and it counts none
 */
record Pace(Duration interval, Duration reach, Duration hold, Duration keep, long stride) {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** For how much longer than its {@code for} an alert must stay quiet. */
    static final Duration WATCH = Duration.ofMinutes(3);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** More instants than this take long. */
    private static final int MOST = 2000;

    /** Samples of a window. */
    private static final int FEW = 5;

    private static final Set<String> COUNTING =
            Set.of("changes", "resets", "count_over_time", "sum_over_time", "irate", "idelta");

    private static final long MOST_READ = 200_000_000;

    static Pace of(Leaves leaves, WrittenRule rule) {
        Duration shortest = leaves.windows().stream()
                .filter(window -> window.compareTo(Duration.ofSeconds(2)) >= 0)
                .min(Comparator.naturalOrder())
                .orElse(FIVE_MINUTES);
        Duration interval = least(MINUTE, shortest.dividedBy(leaves.steps()));
        if (!rule.holdFor().isZero()) {
            interval = least(interval, rule.holdFor().dividedBy(5));
        }
        Duration span = leaves.reach().plus(rule.holdFor()).multipliedBy(3);
        Duration coarse = shortest.dividedBy(2).minusSeconds(1);
        if (!rule.holdFor().isZero()) {
            coarse = least(coarse, rule.holdFor().dividedBy(2));
        }
        Duration wanted = span.dividedBy(MOST);
        if (wanted.compareTo(interval) > 0) {
            interval = least(wanted, coarse).compareTo(interval) > 0 ? least(wanted, coarse) : interval;
        }
        Duration whole = Duration.ofSeconds(Math.max(1, interval.toSeconds()));
        long enough = leaves.calls(COUNTING) ? 1 : shortest.dividedBy(whole) / FEW;
        return new Pace(whole, leaves.reach(), rule.holdFor(), rule.keepFiringFor(), Math.max(1, enough));
    }

    long millis() {
        return interval.toMillis();
    }

    /** Long enough for everything of before to be forgotten, and for the alert to fire. */
    long quiet() {
        return ticks(reach.plus(hold).plus(WATCH)) + 4;
    }

    long firing() {
        return ticks(reach.plus(hold)) + 6;
    }

    long healing() {
        return ticks(reach.plus(keep).plus(hold).plus(WATCH)) + 4;
    }

    /** Whether the engine would take minutes: every evaluation reads as far back as the condition looks. */
    boolean isTooMuch() {
        return (quiet() + firing() + healing()) * (1 + ticks(reach)) > MOST_READ;
    }

    long ticks(Duration duration) {
        return (duration.toMillis() + millis() - 1) / millis();
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
