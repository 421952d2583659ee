package io.firedrill.evidence.rule;

import java.util.List;

/**
 * A file of unit tests that a team has of its own, run as it is. Source: {@code promtool test rules} of Prometheus 3.16.
 *
 * @param file where it is
 * @param passed whether promtool passes it
 * @param told what it said first if it does not; empty otherwise
 * @param alerts the alerts that it expects to fire at some time
 */
public record TestFile(String file, boolean passed, String told, List<String> alerts) {
    /** Copies the list. */
    public TestFile {
        alerts = List.copyOf(alerts);
    }
}
