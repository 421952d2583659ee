package io.firedrill.scenarios.synthesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firedrill.scenarios.promql.AlertRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario as a unit test of promtool's. It expects nothing wherever it asks, so that whatever is there is told.
 *
 * @param rule the alert
 * @param scenario what was made up for it
 */
record UnitTest(AlertRule rule, Scenario scenario) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final String EARLY = "count_over_time(ALERTS{alertstate=\"firing\"}[%s])";
    static final String PENDING = "max(count_over_time(ALERTS{alertstate=\"pending\"}[%s]))";
    static final String LATE = "ALERTS{alertstate=\"firing\"}";

    /** Just this alert, and what it needs, in the order in which one needs the other. */
    String rules() {
        List<Object> rules = new ArrayList<>();
        rule.records().forEach(each -> rules.add(each.tree()));
        rules.add(rule.written().tree());
        return json(Map.of("groups", List.of(Map.of("name", "drill", "rules", rules))));
    }

    String test(String rulesFile) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("interval", seconds(scenario.pace().interval()));
        group.put("start_timestamp", scenario.start() / 1000);
        group.put(
                "input_series",
                SeriesText.of(scenario).entrySet().stream()
                        .map(each -> Map.of("series", each.getKey(), "values", each.getValue()))
                        .toList());
        group.put(
                "alert_rule_test",
                List.of(Map.of(
                        "eval_time", at(fired()), "alertname", rule.written().name())));
        group.put("promql_expr_test", questions());
        return json(Map.of(
                "rule_files",
                List.of(rulesFile),
                "evaluation_interval",
                seconds(scenario.pace().interval()),
                "tests",
                List.of(group)));
    }

    private List<Object> questions() {
        List<Object> questions = new ArrayList<>();
        if (scenario.below().isPresent()) {
            Phase quiet = scenario.below().get().phase();
            long looked = ticks(quiet.end()) - ticks(quiet.due());
            questions.add(question(EARLY.formatted(at(looked + 1)), ticks(quiet.end())));
        }
        long firing = fired() - ticks(scenario.firing().phase().start()) + 1;
        questions.add(question(PENDING.formatted(at(firing)), fired()));
        scenario.healed()
                .ifPresent(healed ->
                        questions.add(question(LATE, ticks(healed.phase().end()))));
        return questions;
    }

    private Object question(String expr, long tick) {
        return Map.of("expr", expr, "eval_time", at(tick));
    }

    private long fired() {
        return ticks(scenario.firing().phase().end());
    }

    private long ticks(long at) {
        return (at - scenario.start()) / scenario.pace().millis();
    }

    private String at(long ticks) {
        return seconds(scenario.pace().interval().multipliedBy(ticks));
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }

    private static String json(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
