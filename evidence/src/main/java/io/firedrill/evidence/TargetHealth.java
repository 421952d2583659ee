package io.firedrill.evidence;

import java.time.Duration;

/**
 * How well one target was scraped, from the raw samples of {@code up}.
 *
 * @param job the scrape job
 * @param instance the instance label
 * @param samples how many {@code up} samples there are
 * @param failed how many of them are 0
 * @param longestGap the longest time without a successful scrape, from clock zero to the end of observation
 * @param source the query
 */
public record TargetHealth(String job, String instance, int samples, int failed, Duration longestGap, Source source) {}
