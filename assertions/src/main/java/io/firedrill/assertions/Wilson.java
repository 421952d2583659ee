package io.firedrill.assertions;

/**
 * Wilson's interval for a binomial proportion: between which shares the true one lies, given what was seen of a few.
 *
 * @param deviations how many standard deviations of a normal distribution it spans on either side
 */
public record Wilson(double deviations) {
    /** Holds the true share 95 times in a hundred. */
    public static final Wilson NINETY_FIVE = new Wilson(1.96);

    /** Holds the true share 999 times in a thousand. */
    public static final Wilson NINETY_NINE_NINE = new Wilson(3.2905);

    /**
     * The lower end.
     *
     * @param hits how many
     * @param all of how many
     * @return a share; 0 if there were none at all
     */
    public double least(int hits, int all) {
        return all == 0 ? 0 : Math.max(0, centre(hits, all) - half(hits, all));
    }

    /**
     * The upper end.
     *
     * @param hits how many
     * @param all of how many
     * @return a share; 1 if there were none at all
     */
    public double most(int hits, int all) {
        return all == 0 ? 1 : Math.min(1, centre(hits, all) + half(hits, all));
    }

    private double centre(double hits, double all) {
        return (hits + deviations * deviations / 2) / (all + deviations * deviations);
    }

    private double half(double hits, double all) {
        double seen = hits / all;
        double variance = seen * (1 - seen) / all + deviations * deviations / (4 * all * all);
        return deviations * Math.sqrt(variance) / (1 + deviations * deviations / all);
    }
}
