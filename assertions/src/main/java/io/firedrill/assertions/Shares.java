package io.firedrill.assertions;

import io.firedrill.evidence.verdict.Verdict;
import java.util.stream.Stream;

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

    /** {@code 98 of 100 did (98 %)}. */
    static String did(long part, long whole) {
        return "%d of %d did (%s)".formatted(part, whole, Words.percent((double) part / whole));
    }

    /** Kept if at least a share of so many traces has no flaw. */
    static Verdict verdict(Expectation expected, Tally flawed, int all, double share, String hint, String... seen) {
        int sound = all - flawed.total();
        String actual = did(sound, all);
        return atLeast(sound, all, share)
                ? expected.kept(
                        actual,
                        Stream.concat(Stream.of(seen), Stream.of("/traces/traces"))
                                .toList())
                : expected.broken(actual + ": " + flawed.text(all), hint, flawed.example());
    }
}
