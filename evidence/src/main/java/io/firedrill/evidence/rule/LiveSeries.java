package io.firedrill.evidence.rule;

import java.time.Duration;
import java.util.List;

/**
 * Whether a running Prometheus has what an alert reads. Source: {@code GET /api/v1/series} of Prometheus 3. What is asked for by
 * {@code absent} is left out, since that it is not there is the point.
 *
 * @param prometheus its URL
 * @param within how far back it was asked for
 * @param found selectors that it had series of
 * @param unknown metrics that it had not one series of
 * @param empty selectors that it had no series of, though it had others of the same metric
 */
public record LiveSeries(
        String prometheus, Duration within, List<String> found, List<String> unknown, List<String> empty) {
    /** Copies the lists. */
    public LiveSeries {
        found = List.copyOf(found);
        unknown = List.copyOf(unknown);
        empty = List.copyOf(empty);
    }
}
