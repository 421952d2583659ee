package io.firedrill.evidence.rule;

import java.util.List;
import java.util.Map;

/**
 * Who would be told of an alert. Source: {@code amtool config routes test} of Alertmanager 0.34.2, with the labels that it fired with.
 *
 * @param receivers those that its routes lead to, each once
 * @param integrations by which each of them is told; none of one that tells nobody
 * @param fallback the receiver of what no route takes
 */
public record RuleRoute(List<String> receivers, Map<String, List<String>> integrations, String fallback) {
    /** Copies the collections. */
    public RuleRoute {
        receivers = List.copyOf(receivers);
        integrations = Map.copyOf(integrations);
    }
}
