package io.firedrill.scenarios.synthesis;

/**
 * A stretch of a drill in which series go one way.
 *
 * @param start when it begins, in milliseconds since the epoch
 * @param due from when on the condition has to hold, or must not
 * @param end until when
 * @param turn when what changes its way within it does
 * @param base where what only rises begins
 */
record Phase(long start, long due, long end, long turn, double base) {
    Phase from(double other) {
        return new Phase(start, due, end, turn, other);
    }

    /** The instants at which it is tried out. */
    long[] instants() {
        return due == end ? new long[] {end} : new long[] {end, due, due + (end - due) / 2};
    }
}
