package io.firedrill.evidence.alert;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One alerting rule as Prometheus reported it while the drill ran: whether it was evaluated throughout, and which alerts it
 * said it had. Source: Prometheus 3 {@code GET /api/v1/rules?type=alert}, polled.
 *
 * @param name the alert name
 * @param group its rule group
 * @param file the rule file it was loaded from
 * @param evaluations how many different evaluations the polls saw
 * @param longestGap the longest time between two evaluations that followed each other, as far as the polls saw them; at
 *     least as long as the real one
 * @param troubles each health but {@code ok} that was seen, with the error, e.g. {@code err: vector contains ...}
 * @param alerts each stretch of one alert in one state
 * @param source the URL
 */
public record RuleSighting(
        String name,
        String group,
        String file,
        int evaluations,
        Duration longestGap,
        List<String> troubles,
        List<Active> alerts,
        Source source) {
    /** Copies the lists. */
    public RuleSighting {
        troubles = List.copyOf(troubles);
        alerts = List.copyOf(alerts);
    }

    /**
     * One alert of the rule in one state, over an unbroken stretch of polls.
     *
     * @param labels all its labels, {@code alertname} among them
     * @param state pending or firing
     * @param from the first poll that saw it
     * @param to the last poll that saw it
     */
    public record Active(Map<String, String> labels, AlertState state, Duration from, Duration to) {
        /** Copies the map. */
        public Active {
            labels = Map.copyOf(labels);
        }
    }
}
