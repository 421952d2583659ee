package io.firedrill.assertions;

/** Shares, as ratios from 0 to 1. */
final class Shares {
    private Shares() {}

    static void check(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, but was " + share);
        }
    }

    /** Whether a part is at least a share of a whole; exactly that share is enough, whatever binary fractions say. */
    static boolean atLeast(long part, long whole, double share) {
        return part >= share * whole - 1e-9 * whole;
    }
}
