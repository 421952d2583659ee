package io.firedrill.assertions;

/**
 * The share of traces that is meant to be kept. Whether a number of traces fits is judged by the interval in which the true
 * share lies with 99.9 % confidence (Wilson's, for a binomial proportion), never by equality.
 */
record Sampling(double share) {
    static final Sampling EVERYTHING = new Sampling(1);

    /** What is lost on the way, which is T12's to tell, is not held against sampling up to one in a hundred. */
    static final double ARRIVING = 0.99;

    Sampling {
        Shares.check(share);
    }

    /** Fewer are stored than chance explains. */
    boolean isMissed(int stored, int all) {
        return most(stored, all) < share * ARRIVING;
    }

    /** More are stored than chance explains. */
    boolean isExceeded(int stored, int all) {
        return least(stored, all) > share;
    }

    static double least(int stored, int all) {
        return Wilson.NINETY_NINE_NINE.least(stored, all);
    }

    static double most(int stored, int all) {
        return Wilson.NINETY_NINE_NINE.most(stored, all);
    }
}
