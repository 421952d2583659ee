package io.firedrill.evidence;

import java.time.Duration;
import java.util.Map;

/**
 * History that was written into Prometheus before a drill: it did not happen. Immutable.
 *
 * @param labels the series, {@code __name__} among its labels; the samples that were really scraped follow in it
 * @param from the first written sample, before clock zero
 * @param to the last written sample, before clock zero
 * @param samples how many were written
 * @param perSecond by how much the counter grows in them
 * @param source how they were written
 */
public record SeededSeries(
        Map<String, String> labels, Duration from, Duration to, int samples, double perSecond, Source source) {
    /** Copies the labels. */
    public SeededSeries {
        labels = Map.copyOf(labels);
    }
}
