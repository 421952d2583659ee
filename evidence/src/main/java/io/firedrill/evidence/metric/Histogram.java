package io.firedrill.evidence.metric;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * How far the cumulative buckets of a classic histogram moved during the drill, from two instant queries on raw samples
 * (no extrapolation).
 *
 * @param name what is measured; promises refer to it
 * @param buckets in order of their edges
 * @param at when the last query was made
 * @param source the PromQL query
 */
public record Histogram(String name, List<Bucket> buckets, Duration at, Source source) {
    /** Sorts and copies the list. */
    public Histogram {
        buckets = buckets.stream()
                .sorted(Comparator.comparingDouble(Bucket::edge))
                .toList();
    }

    /**
     * One bucket: all values up to its edge.
     *
     * @param edge its {@code le}, in the metric's own unit; infinite for the last one
     * @param before the value before the first request; 0 when the series did not exist
     * @param after the value after the last request was scraped
     */
    public record Bucket(double edge, double before, double after) {
        /**
         * How many values came to be in it.
         *
         * @return after minus before
         */
        public double increase() {
            return after - before;
        }
    }
}
