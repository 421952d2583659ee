package io.firedrill.evidence.verdict;

import java.time.Duration;

/**
 * The detection time that the configuration itself allows.
 *
 * @param floor the least that scrape, evaluation, {@code for} and grouping take when every phase falls well
 * @param mean the floor plus half a scrape and half an evaluation interval
 * @param worst the floor plus a whole scrape and a whole evaluation interval
 */
public record Budget(Duration floor, Duration mean, Duration worst) {}
