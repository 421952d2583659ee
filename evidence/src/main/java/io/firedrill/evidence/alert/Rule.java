package io.firedrill.evidence.alert;

import java.time.Duration;
import java.util.Map;

/**
 * An alerting rule as loaded. Source: Prometheus 3 {@code GET /api/v1/rules?type=alert}.
 *
 * @param name the alert name
 * @param group its rule group
 * @param file the rule file it was loaded from
 * @param query the PromQL expression
 * @param holdFor its {@code for}; zero if none
 * @param keepFiringFor its {@code keep_firing_for}; zero if none
 * @param interval the evaluation interval of its group
 * @param labels the rule's own labels
 * @param annotations the rule's annotations, templates unexpanded
 * @param health {@code ok}, {@code err} or {@code unknown} (not yet evaluated)
 */
public record Rule(
        String name,
        String group,
        String file,
        String query,
        Duration holdFor,
        Duration keepFiringFor,
        Duration interval,
        Map<String, String> labels,
        Map<String, String> annotations,
        String health) {
    /** Copies the maps. */
    public Rule {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
