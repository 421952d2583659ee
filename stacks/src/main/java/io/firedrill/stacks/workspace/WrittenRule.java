package io.firedrill.stacks.workspace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule as it stands in a file.
 *
 * @param file where it is written
 * @param line on which line it begins
 * @param group the name of its group
 * @param name of the alert, or of the metric that it records
 * @param alerts whether it alerts, and does not record
 * @param expr its expression
 * @param holdFor its {@code for}; zero if none
 * @param keepFiringFor its {@code keep_firing_for}; zero if none
 * @param labels its own labels, those of its group among them
 * @param annotations its annotations, templates unexpanded
 */
public record WrittenRule(
        Path file,
        int line,
        String group,
        String name,
        boolean alerts,
        String expr,
        Duration holdFor,
        Duration keepFiringFor,
        Map<String, String> labels,
        Map<String, String> annotations) {
    /** Copies the maps. */
    public WrittenRule {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /**
     * The same rule with another condition.
     *
     * @param other its expression
     * @param hold its {@code for}
     * @param keep its {@code keep_firing_for}
     * @return a new rule
     */
    public WrittenRule with(String other, Duration hold, Duration keep) {
        return new WrittenRule(file, line, group, name, alerts, other, hold, keep, labels, annotations);
    }

    /**
     * As a rule file has it.
     *
     * @return keys and values, in their usual order
     */
    public Map<String, Object> tree() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(alerts ? "alert" : "record", name);
        all.put("expr", expr);
        if (!holdFor.isZero()) {
            all.put("for", holdFor.toMillis() + "ms");
        }
        if (!keepFiringFor.isZero()) {
            all.put("keep_firing_for", keepFiringFor.toMillis() + "ms");
        }
        all.put("labels", labels);
        if (alerts) {
            all.put("annotations", annotations);
        }
        return all;
    }

    /**
     * Where it is written.
     *
     * @return file and line, as editors take them
     */
    public String place() {
        return file + ":" + line;
    }
}
