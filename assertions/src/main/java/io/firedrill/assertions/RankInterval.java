package io.firedrill.assertions;

/**
 * Which ranks of n ordered values a quantile may have: by the binomial distribution of how many of n are below it, at
 * {@value #SIGMAS} standard deviations (99.9 %).
 */
record RankInterval(long lowest, long highest) {
    private static final double SIGMAS = 3.29;

    /** From rank 1; the highest may be above n. */
    static RankInterval of(double quantile, long n) {
        double rank = quantile * n;
        double spread = SIGMAS * Math.sqrt(n * quantile * (1 - quantile));
        return new RankInterval(
                Math.max(1, (long) Math.floor(rank - spread)), Math.max(1, (long) Math.ceil(rank + spread)));
    }
}
