package io.firedrill.stacks.fault;

import io.firedrill.evidence.alert.AlertmanagerAlert;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert that no rule fires: it is posted to Alertmanager, to try its way from there. Whoever gets it sees by its label
 * {@value AlertmanagerAlert#POSTED} that it is one. Immutable.
 *
 * @param labels {@code alertname} among them
 * @param annotations what a person reads
 */
public record PostedAlert(Map<String, String> labels, Map<String, String> annotations) implements Fault {
    /** Copies the maps, and marks the alert. */
    public PostedAlert {
        Map<String, String> marked = new TreeMap<>(labels);
        marked.put(AlertmanagerAlert.POSTED, "posted");
        labels = Map.copyOf(marked);
        annotations = Map.copyOf(annotations);
    }

    @Override
    public String kind() {
        return "posted alert";
    }

    @Override
    public String describe() {
        return labels.get("alertname") + " was posted to Alertmanager; no rule fired it";
    }
}
