package io.firedrill.evidence.metric;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An active scrape target, and how it was scraped. Sources: Prometheus 3 {@code GET /api/v1/targets}, raw samples of
 * {@code up}, and counts of
 * its series.
 *
 * @param labels its labels, {@code job} and {@code instance} among them
 * @param url what is scraped, parameters included
 * @param interval how often, at the pace of the run
 * @param health {@code up}, {@code down} or {@code unknown}
 * @param lastError why the last scrape failed; empty if it did not
 * @param samples how many samples of {@code up} there are
 * @param failed how many of them are 0
 * @param pauses each time without a successful scrape that is longer than two intervals, in order
 * @param series how many samples its last scrape brought
 * @param stale how many of them had no sample for {@code staleAfter}
 * @param staleAfter two intervals as written: who sets the time of samples itself keeps a pace that no time scale divides
 * @param source what was asked
 */
public record ScrapeTarget(
        Map<String, String> labels,
        String url,
        Duration interval,
        String health,
        String lastError,
        int samples,
        int failed,
        List<Pause> pauses,
        int series,
        int stale,
        Duration staleAfter,
        Source source) {
    /** Copies the collections. */
    public ScrapeTarget {
        labels = Map.copyOf(labels);
        pauses = List.copyOf(pauses);
    }

    /**
     * Its scrape job.
     *
     * @return empty text if it has none
     */
    public String job() {
        return labels.getOrDefault("job", "");
    }

    /**
     * Its instance label.
     *
     * @return empty text if it has none
     */
    public String instance() {
        return labels.getOrDefault("instance", "");
    }

    /**
     * A time without a successful scrape.
     *
     * @param from the last one before, or clock zero
     * @param to the first one after, or the end of observation
     */
    public record Pause(Duration from, Duration to) {
        /**
         * How long it was.
         *
         * @return to minus from
         */
        public Duration length() {
            return to.minus(from);
        }
    }
}
