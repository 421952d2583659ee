package io.firedrill.evidence.history;

import java.time.Duration;
import java.time.Instant;

/**
 * A time without a break.
 *
 * @param from its first moment
 * @param to its last moment, not before the first
 */
public record Stretch(Instant from, Instant to) {
    /** Checks the order. */
    public Stretch {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("stretch must not end before it begins, but was " + from + " to " + to);
        }
    }

    /**
     * Whether it has a moment in common with another.
     *
     * @param from the first moment of the other
     * @param to its last moment
     * @return true if they meet
     */
    public boolean meets(Instant from, Instant to) {
        return !this.from.isAfter(to) && !this.to.isBefore(from);
    }

    /**
     * Whether a moment is in it.
     *
     * @param moment any moment
     * @return true also for its first and its last
     */
    public boolean holds(Instant moment) {
        return meets(moment, moment);
    }

    /**
     * How long it is.
     *
     * @return zero for a single moment
     */
    public Duration length() {
        return Duration.between(from, to);
    }
}
