package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.alert.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules of both kinds that Prometheus has loaded, with their expressions as it parsed them. Confined to one thread. */
final class LoadedRules {
    private final PrometheusClient prometheus;

    LoadedRules(PrometheusClient prometheus) {
        this.prometheus = prometheus;
    }

    /** One rule; {@code syntax} is the tree of its expression. */
    record LoadedRule(
            String name,
            String group,
            String file,
            boolean records,
            String query,
            Map<String, String> labels,
            Duration interval,
            String lastError,
            PromqlTree syntax) {}

    List<LoadedRule> read() {
        return Json.elements(prometheus.data("/api/v1/rules").path("groups"))
                .flatMap(group -> Json.elements(group.path("rules")).map(rule -> rule(group, rule)))
                .toList();
    }

    /** The alerting rules of a group. */
    static Stream<Rule> alerting(JsonNode group) {
        return Json.elements(group.path("rules"))
                .filter(rule -> rule.path("type").asText("alerting").equals("alerting"))
                .map(rule -> new Rule(
                        rule.path("name").asText(),
                        group.path("name").asText(),
                        group.path("file").asText(),
                        rule.path("query").asText(),
                        Json.seconds(rule.path("duration")),
                        Json.seconds(rule.path("keepFiringFor")),
                        Json.seconds(group.path("interval")),
                        Json.strings(rule.path("labels")),
                        Json.strings(rule.path("annotations")),
                        rule.path("health").asText("unknown")));
    }

    private LoadedRule rule(JsonNode group, JsonNode rule) {
        String query = rule.path("query").asText();
        return new LoadedRule(
                rule.path("name").asText(),
                group.path("name").asText(),
                group.path("file").asText(),
                rule.path("type").asText().equals("recording"),
                query,
                Json.strings(rule.path("labels")),
                Json.seconds(group.path("interval")),
                rule.path("lastError").asText(),
                PromqlTree.of(prometheus.data("/api/v1/parse_query", "query", query)));
    }
}
