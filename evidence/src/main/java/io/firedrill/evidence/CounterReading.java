package io.firedrill.evidence;

import java.time.Duration;

/**
 * How far a counter moved during the drill, from two instant queries on raw samples (no extrapolation).
 *
 * @param name what is counted, e.g. {@code requests} or {@code errors}; promises refer to it
 * @param before the value before the first request; 0 when the series did not exist
 * @param after the value after the last request was scraped
 * @param seenBefore how many series the first query returned
 * @param seenAfter how many series the last query returned; 0 means that nothing was looked at
 * @param at when the last query was made
 * @param source the PromQL query
 */
public record CounterReading(
        String name, double before, double after, int seenBefore, int seenAfter, Duration at, Source source) {
    /**
     * How much was counted.
     *
     * @return after minus before
     */
    public double increase() {
        return after - before;
    }
}
