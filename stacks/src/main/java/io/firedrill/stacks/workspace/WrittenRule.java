package io.firedrill.stacks.workspace;

import java.nio.file.Path;
import java.time.Duration;
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
     * Where it is written.
     *
     * @return file and line, as editors take them
     */
    public String place() {
        return file + ":" + line;
    }
}
