package io.firedrill.assertions;

import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which alerts a promise is about: a name and any labels that must be among theirs. When several alerts match, the
 * promise must hold for each of them, and the worst of their verdicts is told. Immutable.
 *
 * @param name the alert name
 * @param labels labels that must be among the alert's own; empty matches every alert of that name
 */
public record AlertSelector(String name, Map<String, String> labels) {
    /** Checks the name and copies the labels. */
    public AlertSelector {
        if (name.isBlank()) {
            throw new IllegalArgumentException("alert name must not be blank, but was \"" + name + "\"");
        }
        labels = Map.copyOf(labels);
    }

    /**
     * Every alert of a name.
     *
     * @param name the alert name
     * @return a selector without labels
     */
    public static AlertSelector of(String name) {
        return new AlertSelector(name, Map.of());
    }

    /**
     * The same with one more label.
     *
     * @param label the label's name
     * @param value what it must be
     * @return a new selector
     */
    public AlertSelector with(String label, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return new AlertSelector(name, more);
    }

    /**
     * Whether it selects an alert.
     *
     * @param alert the alert name
     * @param others its labels
     * @return true if the name is the same and every label of this selector is among them
     */
    public boolean selects(String alert, Map<String, String> others) {
        return name.equals(alert) && others.entrySet().containsAll(labels.entrySet());
    }

    boolean selects(AlertTimeline timeline) {
        return selects(timeline.alert(), timeline.labels());
    }

    /** The labels as Alertmanager has them: with {@code alertname}. One that a drill posted is none that a rule fires. */
    boolean selectsRouted(Map<String, String> routed) {
        return !routed.containsKey(AlertmanagerAlert.POSTED) && selects(routed.getOrDefault("alertname", ""), routed);
    }

    String slug() {
        List<String> parts = new ArrayList<>(List.of(name));
        parts.addAll(new TreeMap<>(labels).values());
        return Words.id(String.join("-", parts));
    }

    @Override
    public String toString() {
        return labels.isEmpty() ? name : name + text(labels);
    }

    static String text(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
