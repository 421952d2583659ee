package io.firedrill.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The exemplars that Prometheus stored of one metric during a drill.
 *
 * @param name what promises call the metric
 * @param exemplars in order of time; empty if there are none
 * @param source the query
 */
public record ExemplarReading(String name, List<Exemplar> exemplars, Source source) {
    /** Copies the list. */
    public ExemplarReading {
        exemplars = List.copyOf(exemplars);
    }

    /**
     * One measured value that points at a trace.
     *
     * @param series the labels of the series that it belongs to
     * @param labels its own labels, e.g. {@code trace_id} and {@code span_id}
     * @param value the measured value, in the metric's unit
     * @param at when it was measured, or scraped if the service does not say
     */
    public record Exemplar(Map<String, String> series, Map<String, String> labels, double value, Duration at) {
        /** Copies the labels. */
        public Exemplar {
            series = Map.copyOf(series);
            labels = Map.copyOf(labels);
        }

        /**
         * The trace that it points at.
         *
         * @return 32 hex digits, of {@code trace_id} or {@code traceID}; empty if it names none
         */
        public Optional<String> traceId() {
            return Optional.ofNullable(labels.get("trace_id")).or(() -> Optional.ofNullable(labels.get("traceID")));
        }
    }
}
