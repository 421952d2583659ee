package io.firedrill.evidence.verdict;

import java.time.Duration;

/**
 * The detection time that the configuration itself allows, by what takes it.
 *
 * @param crossing how long the expression needs to cross its threshold once the fault bites
 * @param scrape the scrape interval: what happened is seen up to this much later
 * @param evaluation the evaluation interval of the rule's group: what was scraped is judged up to this much later
 * @param holdFor the rule's {@code for}, rounded up to whole evaluations
 * @param groupWait the route's {@code group_wait}
 */
public record Budget(Duration crossing, Duration scrape, Duration evaluation, Duration holdFor, Duration groupWait) {
    /**
     * The least that it takes, when every phase falls well.
     *
     * @return crossing, {@code for} and grouping
     */
    public Duration floor() {
        return crossing.plus(holdFor).plus(groupWait);
    }

    /**
     * What it takes on average.
     *
     * @return the floor plus half a scrape and half an evaluation interval
     */
    public Duration mean() {
        return floor().plus(scrape.plus(evaluation).dividedBy(2));
    }

    /**
     * The most that the configuration explains.
     *
     * @return the floor plus a whole scrape and a whole evaluation interval
     */
    public Duration worst() {
        return floor().plus(scrape).plus(evaluation);
    }
}
