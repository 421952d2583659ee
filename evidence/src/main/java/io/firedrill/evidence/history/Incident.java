package io.firedrill.evidence.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A time in which something was broken, on purpose or not. Immutable.
 *
 * @param name what people call it
 * @param from when it began
 * @param to when it was over
 * @param expected the alerts that should tell of it; empty if any alert will do
 */
public record Incident(String name, Instant from, Instant to, List<Expected> expected) {
    /** Checks the times and copies the list. */
    public Incident {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("incident must begin before it ends, but was " + from + " to " + to);
        }
        expected = List.copyOf(expected);
    }

    /**
     * When an alert that begins may have begun because of it.
     *
     * @param grace how long after its end that may still be
     * @return the incident and the grace after it
     */
    public Stretch with(Duration grace) {
        return new Stretch(from, to.plus(grace));
    }

    /**
     * An alert that should tell of an incident.
     *
     * @param alert the alert name
     * @param labels labels that must be among its own; empty for any of that name
     */
    public record Expected(String alert, Map<String, String> labels) {
        /** Copies the labels. */
        public Expected {
            labels = Map.copyOf(labels);
        }

        /**
         * Whether this is it.
         *
         * @param firing an alert that fired
         * @return true if the name is the same and every label is among its own
         */
        public boolean is(Firing firing) {
            return alert.equals(firing.alert()) && firing.labels().entrySet().containsAll(labels.entrySet());
        }

        @Override
        public String toString() {
            return named(alert, labels);
        }
    }

    /** As selectors are written, in order of the labels. */
    static String named(String alert, Map<String, String> labels) {
        String selector = new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                        .collect(Collectors.joining(", ", "{", "}"));
        return labels.isEmpty() ? alert : alert + selector;
    }
}
