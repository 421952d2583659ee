package io.firedrill.stacks.observe;

import java.time.Duration;

/**
 * A past that a drill needs and has no time to live through: before it, series that are scraped anyway get samples of a
 * time before they were. They join: the last of them leads up to the first value that was really scraped, so that a rate
 * sees neither a jump nor a reset where the two meet.
 *
 * <p>Counters are seeded, and not the ratios that rules record from them: a rule that records the wrong thing, or
 * nothing, must be found out. Times are those of the run. Immutable.
 *
 * @param selector the counters, by a PromQL selector; each series that it has now is given a past
 * @param perSecond by how much each of them grew; 0 for one that stood still
 * @param since how far back, from the begin of the drill
 * @param step between two samples
 */
public record History(String selector, double perSecond, Duration since, Duration step) {
    /** Requires a rate that counters can have, and several samples. */
    public History {
        if (!(perSecond >= 0 && perSecond < 1_000_000)) {
            throw new IllegalArgumentException("perSecond must be at least 0 and below 1000000, but was " + perSecond);
        }
        if (step.isNegative() || step.isZero() || since.compareTo(step.multipliedBy(4)) < 0) {
            throw new IllegalArgumentException(
                    "history must hold at least four steps, but was " + since + " in steps of " + step);
        }
    }

    /**
     * What a counter had counted.
     *
     * @param joined what it really had when it was first scraped
     * @param before how long before that
     * @return at least 0; where it would have to be less, it had been higher, and was reset once since
     */
    double value(double joined, Duration before) {
        double period = Math.max(joined + 1, perSecond * since.toMillis() / 1000);
        double value = (joined - perSecond * before.toMillis() / 1000) % period;
        return value < 0 ? value + period : value;
    }
}
