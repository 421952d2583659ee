package io.firedrill.assertions;

import io.firedrill.evidence.metric.Histogram;
import io.firedrill.evidence.metric.Histogram.Bucket;
import java.time.Duration;
import java.util.Optional;

/**
 * A quantile as {@code histogram_quantile} of Prometheus tells it: the bucket that its rank falls in, interpolated; the edge
 * of the last finite bucket if it lies above.
 *
 * @param from lower edge of the bucket, in seconds, not in it
 * @param to upper edge, in it; infinite for what is above all buckets
 * @param told the value
 */
record ToldQuantile(double from, double to, double told) {
    /** In seconds; what is a millisecond beyond an edge is on it, because the ledger counts in milliseconds. */
    private static final double TOLERANCE = 0.001;

    static ToldQuantile of(Histogram histogram, double quantile, double total) {
        double rank = quantile * total;
        double from = 0;
        double below = 0;
        for (Bucket bucket : histogram.buckets()) {
            if (bucket.increase() >= rank - 1e-9 * total) {
                double share = (rank - below) / (bucket.increase() - below);
                boolean finite = Double.isFinite(bucket.edge());
                return new ToldQuantile(
                        from, bucket.edge(), finite ? from + (bucket.edge() - from) * Math.min(1, share) : from);
            }
            from = bucket.edge();
            below = bucket.increase();
        }
        throw new IllegalArgumentException("the last bucket must hold all values");
    }

    /** Above the last finite bucket nothing is told but its edge. */
    boolean couldBe(Duration lowest, Optional<Duration> highest) {
        double most = Double.isFinite(to) ? to : from;
        boolean lowEnough =
                highest.map(high -> from <= seconds(high) + TOLERANCE).orElse(true);
        return lowEnough && most >= seconds(lowest) - TOLERANCE;
    }

    String text() {
        return Double.isFinite(to)
                ? "it tells %s, in the bucket from %s to %s".formatted(length(told), length(from), length(to))
                : "it tells %s, where its last bucket ends".formatted(length(told));
    }

    String hint(Duration ledger) {
        double factor = told / seconds(ledger);
        if (factor > 500 && factor < 2000) {
            return "it is about a thousand times too long: milliseconds are told as seconds";
        }
        if (factor > 0.0005 && factor < 0.002) {
            return "it is about a thousand times too short: seconds are told as milliseconds";
        }
        return Double.isFinite(to) ? "" : "add buckets above " + length(from);
    }

    private static String length(double seconds) {
        return Words.length(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    private static double seconds(Duration length) {
        return length.toNanos() / 1e9;
    }
}
