package io.firedrill.evidence.rule;

import java.util.Map;

/**
 * An alert as it fired.
 *
 * @param labels all of them, {@code alertname} among them
 * @param annotations its texts, templates expanded
 */
public record FiredAlert(Map<String, String> labels, Map<String, String> annotations) {
    /** Copies the maps. */
    public FiredAlert {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
