package io.firedrill.evidence.metric;

import io.firedrill.evidence.Source;
import java.util.List;

/**
 * How many series the scraped jobs have, by metric and job.
 *
 * @param before how many there were at clock zero
 * @param seen how many there were at any time from clock zero to the end of observation
 * @param grown the metrics that have more than before, those that grew most first; at most twenty
 * @param source the query of what was seen
 */
public record SeriesCount(int before, int seen, List<Growth> grown, Source source) {
    /** Copies the list. */
    public SeriesCount {
        grown = List.copyOf(grown);
    }

    /**
     * A metric that has more series than before.
     *
     * @param metric its name
     * @param job the scrape job
     * @param before how many series it had
     * @param seen how many it has had
     * @param labels the labels that have more values than before; those of targets are left out
     */
    public record Growth(String metric, String job, int before, int seen, List<Values> labels) {
        /** Copies the list. */
        public Growth {
            labels = List.copyOf(labels);
        }
    }

    /**
     * The values of a label.
     *
     * @param label its name
     * @param before how many values it had
     * @param seen how many it has had
     * @param example one of the new ones
     */
    public record Values(String label, int before, int seen, String example) {}
}
