package io.firedrill.assertions;

import java.time.Duration;

/** A stretch of time, both ends included. */
record Episode(Duration from, Duration to) {
    Duration length() {
        return to.minus(from);
    }

    boolean covers(Duration at) {
        return from.compareTo(at) <= 0 && to.compareTo(at) >= 0;
    }

    boolean overlaps(Episode other) {
        return from.compareTo(other.to) <= 0 && to.compareTo(other.from) >= 0;
    }

    /** The part that both have; only if they overlap. */
    Episode shared(Episode other) {
        return new Episode(later(from, other.from), earlier(to, other.to));
    }

    static Duration later(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    static Duration earlier(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    @Override
    public String toString() {
        return Words.at(from) + " to " + Words.at(to);
    }
}
