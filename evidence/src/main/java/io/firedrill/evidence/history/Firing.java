package io.firedrill.evidence.history;

import java.time.Instant;
import java.util.Map;

/**
 * One alert, firing without a break. Immutable.
 *
 * @param alert the alert name
 * @param labels its other labels
 * @param from the first evaluation that saw it, or the begin of what was read
 * @param to the last one; the end of what was read, if it was not seen to end
 */
public record Firing(String alert, Map<String, String> labels, Instant from, Instant to) {
    /** Copies the labels. */
    public Firing {
        labels = Map.copyOf(labels);
    }

    @Override
    public String toString() {
        return Incident.named(alert, labels);
    }
}
