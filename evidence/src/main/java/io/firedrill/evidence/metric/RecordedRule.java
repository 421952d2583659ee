package io.firedrill.evidence.metric;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A recording rule as loaded, and what it recorded beside what its definition gives for the same instants, asked after the
 * drill. Source: Prometheus 3 {@code GET /api/v1/rules}, {@code /query_range}, raw samples.
 *
 * @param name the metric it records
 * @param group its rule group
 * @param file the rule file it was loaded from
 * @param query its definition, at the pace of the run
 * @param interval how often it is evaluated
 * @param lastError why it cannot be evaluated; empty if it can
 * @param inputs the names of the metrics in its definition
 * @param inputLabels the label names of the series it reads
 * @param comparisons some instants, spread over the drill
 * @param source the range query
 */
public record RecordedRule(
        String name,
        String group,
        String file,
        String query,
        Duration interval,
        String lastError,
        Set<String> inputs,
        Set<String> inputLabels,
        List<Comparison> comparisons,
        Source source) {
    /** Copies the collections. */
    public RecordedRule {
        inputs = sorted(inputs);
        inputLabels = sorted(inputLabels);
        comparisons = List.copyOf(comparisons);
    }

    /** In an order of its own, so that the same evidence gives the same bytes. */
    private static Set<String> sorted(Set<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /**
     * One series at one instant.
     *
     * @param labels the series' labels, without its name
     * @param at when the rule was to be evaluated
     * @param recorded what it recorded there, or last within three intervals before; empty if nothing
     * @param defined what its definition gives for that instant; empty if nothing
     * @param around the same for {@value #AROUND} instants, from three steps before to one after, without those where it gives
     *     nothing. A step is the rule's interval, or a part of it that is no longer than the interval of scrapes: a scrape
     *     that is under way while the rule is evaluated is missing from what it records, and no more
     * @param late what its definition gives for that instant from windows that end one scrape before; empty if nothing
     */
    public record Comparison(
            Map<String, String> labels,
            Duration at,
            Optional<Double> recorded,
            Optional<Double> defined,
            List<Double> around,
            Optional<Double> late) {
        /** How many instants are looked at around one. */
        public static final int AROUND = 5;

        /** Copies the collections. */
        public Comparison {
            labels = Map.copyOf(labels);
            around = List.copyOf(around);
        }

        /**
         * A comparison of which nobody knows what a late scrape would have made of it.
         *
         * @param labels as above
         * @param at as above
         * @param recorded as above
         * @param defined as above
         * @param around as above
         */
        public Comparison(
                Map<String, String> labels,
                Duration at,
                Optional<Double> recorded,
                Optional<Double> defined,
                List<Double> around) {
            this(labels, at, recorded, defined, around, Optional.empty());
        }
    }
}
