package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.evidence.alert.GrafanaRule;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrafanaRulesTest {
    private static final Path FILE = Path.of("alerts.yml");
    private static final String QUERY = """
                      - refId: A
                        datasourceUid: p1
                        relativeTimeRange: {from: 300, to: 0}
                        model: {expr: 'sum(rate(errors_total[5m]))', instant: true}
            """;

    private static String file(String rule) {
        return """
                apiVersion: 1
                groups:
                  - orgId: 1
                    name: web
                    folder: Shop
                    interval: 1m
                    rules:
                %s
                """.formatted(rule.stripTrailing());
    }

    private static String rule(String condition, String expressions) {
        return file("""
                      - uid: x
                        title: Errors
                        condition: %s
                        data:
                %s%s
                        for: 5m
                        labels: {team: web}
                        annotations: {summary: '{{ $values.A.Value }} of {{ $values.B }} for {{ $labels.team }}'}
                """.formatted(condition, QUERY, expressions));
    }

    private static String expression(String ref, String model) {
        return """
                      - refId: %s
                        datasourceUid: __expr__
                        model: {%s}
            """.formatted(ref, model);
    }

    private static String threshold(String of, String type, String params) {
        return expression(
                "C",
                "type: threshold, expression: %s, conditions: [{evaluator: {type: %s, params: [%s]}}]"
                        .formatted(of, type, params));
    }

    private static GrafanaRule one(String text) {
        List<GrafanaRule> rules = GrafanaRules.read(FILE, text).rules();
        assertThat(rules).hasSize(1);
        return rules.get(0);
    }

    private static String query(String text) {
        GrafanaRule rule = one(text);
        return rule.query().orElseThrow(() -> new AssertionError(rule));
    }

    @Test
    void rule_becomes_one_of_prometheus_that_waits_and_tells_the_same() throws IOException {
        String text = rule("C", threshold("A", "gt", "0.5"));
        JsonNode group =
                new YAMLMapper().readTree(GrafanaRules.read(FILE, text).text()).at("/groups/0");

        assertThat(group.path("name").asText()).isEqualTo("Shop/web");
        assertThat(group.path("interval").asText()).isEqualTo("1m");
        JsonNode rule = group.at("/rules/0");
        assertThat(rule.path("alert").asText()).isEqualTo("Errors");
        assertThat(rule.path("expr").asText()).isEqualTo("(sum(rate(errors_total[5m]))) > 0.5");
        assertThat(rule.path("for").asText()).isEqualTo("5m");
        assertThat(rule.at("/labels/team").asText()).isEqualTo("web");
        assertThat(rule.at("/labels/grafana_folder").asText()).isEqualTo("Shop");
        assertThat(rule.at("/annotations/summary").asText())
                .isEqualTo("{{ $value }} of {{ $value }} for {{ $labels.team }}");
    }

    @Test
    void rule_stands_on_its_line_of_the_file() {
        String text = rule("C", threshold("A", "gt", "0.5"));
        GrafanaRules rules = GrafanaRules.read(FILE, text);

        int line = rules.rules().get(0).line();
        assertThat(text.lines().toList().get(line - 1)).contains("- uid: x");
        assertThat(rules.text().lines().toList().get(line - 1)).contains("\"alert\":\"Errors\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lt            | 1    | (Q) < 1",
                "gte           | 1    | (Q) >= 1",
                "within_range  | 1, 2 | ((Q) > 1) < 2",
                "outside_range | 1, 2 | ((Q) < 1) or ((Q) > 2)"
            })
    void threshold_compares_as_grafana_does(String type, String params, String promql) {
        assertThat(query(rule("C", threshold("A", type, params))))
                .isEqualTo(promql.replace("Q", "sum(rate(errors_total[5m]))"));
    }

    @Test
    void range_that_is_reduced_is_looked_back_upon() {
        String ranged = rule(
                        "C", expression("B", "type: reduce, expression: A, reducer: mean") + threshold("B", "gt", "1"))
                .replace("instant: true", "instant: false, intervalMs: 15000");

        assertThat(query(ranged)).isEqualTo("(avg_over_time((sum(rate(errors_total[5m])))[300s:15000ms])) > 1");
        assertThat(query(ranged.replace("mean", "last"))).isEqualTo("(sum(rate(errors_total[5m]))) > 1");
    }

    @Test
    void math_is_promql_with_other_words() {
        assertThat(query(rule("B", expression("B", "type: math, expression: '$A > 1 && ${A} < 5'"))))
                .isEqualTo("(sum(rate(errors_total[5m]))) > 1 and (sum(rate(errors_total[5m]))) < 5");
        assertThat(query(rule("B", expression("B", "type: math, expression: '$A - 1'"))))
                .isEqualTo("((sum(rate(errors_total[5m]))) - 1) != 0");
    }

    /** A comparison of Prometheus gives the value that was compared, and zero is no alert in Grafana. */
    @Test
    void query_alone_fires_unless_it_is_zero() {
        String down = rule("A", "").replace("sum(rate(errors_total[5m]))", "up == 0");

        assertThat(query(down)).isEqualTo("(up == 0) != 0");
    }

    @Test
    void rule_that_cannot_fire_is_wrong_and_not_drilled() {
        assertThat(one(rule("D", "")).wrong()).isEqualTo("it looks at D, and has no query of that name");
        assertThat(one(rule("C", threshold("B", "gt", "1"))).wrong()).contains("it looks at B");
        assertThat(one(rule("C", threshold("C", "gt", "1"))).wrong()).isEqualTo("its expression C looks at itself");
        assertThat(one(rule("C", threshold("A", "gt", ""))).wrong()).contains("nothing to compare with");
        assertThat(one(rule("A", "").replace("condition: A", "isPaused: true\n        condition: A"))
                        .wrong())
                .isEqualTo("it is paused");
        assertThat(GrafanaRules.read(FILE, rule("D", "")).text()).doesNotContain("alert");
    }

    @Test
    void rule_that_only_grafana_can_ask_says_why() {
        assertThat(one(rule("B", expression("B", "type: classic_conditions"))).untold())
                .isEqualTo("it uses an expression of type classic_conditions");
        assertThat(one(rule("B", expression("B", "type: math, expression: '!$A'")))
                        .untold())
                .contains("negates");
        assertThat(one(rule("A", "").replace("[5m]", "[$__rate_interval]")).untold())
                .isEqualTo("its query uses a variable of Grafana");
        assertThat(one(rule("A", "").replace("instant: true", "instant: true, datasource: {type: loki}"))
                        .untold())
                .isEqualTo("it asks loki");
        assertThat(one(rule("C", threshold("A", "gt", "1")).replace("errors_total", "errors_total{path=~\"/x$\"}"))
                        .query())
                .as("an anchor is no variable")
                .isPresent();
    }

    @Test
    void files_are_told_apart_by_the_queries_of_their_rules() {
        assertThat(GrafanaRules.areIn(FILE, rule("A", ""))).isTrue();
        assertThat(GrafanaRules.areIn(FILE, "groups: [{name: g, rules: [{alert: X, expr: up}]}]"))
                .isFalse();
        assertThat(GrafanaRules.areIn(FILE, "")).isFalse();
    }

    @Test
    void rule_without_a_title_is_one_clear_line() {
        assertThatThrownBy(() -> GrafanaRules.read(FILE, rule("A", "").replace("title: Errors", "name: Errors")))
                .isInstanceOf(StackException.class)
                .hasMessage("alerts.yml:8: key 'title' is missing; add it");
    }
}
