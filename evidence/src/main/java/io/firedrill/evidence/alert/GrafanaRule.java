package io.firedrill.evidence.alert;

import java.util.Optional;

/**
 * An alert rule that Grafana manages, as a file provisions it, and what can be drilled of it. Immutable.
 *
 * @param title what its alert is called
 * @param group its rule group
 * @param file the file that provisions it, or the URL that told of it
 * @param line where it begins there, counted from 1; 0 for one that a URL told of
 * @param query what it compares, as one PromQL expression in real time; empty if it cannot fire as it is written, or cannot be said
 *     in PromQL
 * @param wrong why it cannot fire as it is written; empty if it can
 * @param untold why it cannot be said in PromQL; empty if it can
 */
public record GrafanaRule(
        String title, String group, String file, int line, Optional<String> query, String wrong, String untold) {
    /**
     * The same, which cannot fire for another reason.
     *
     * @param why such as what Grafana says of its last evaluation
     * @return a new one
     */
    public GrafanaRule wrong(String why) {
        return new GrafanaRule(title, group, file, line, Optional.empty(), why, untold);
    }

    /**
     * Where it is written, for a reader.
     *
     * @return its title, and file and line if it is written in one
     */
    public String place() {
        return line == 0 ? title : title + " (" + file + ":" + line + ")";
    }
}
