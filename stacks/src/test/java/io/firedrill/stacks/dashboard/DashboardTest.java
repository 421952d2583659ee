package io.firedrill.stacks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardTest {
    private static final String VARIABLES = """
            {"list": [
              {"name": "DS", "type": "datasource", "query": "prometheus", "current": {"value": "abc"}},
              {"name": "job", "type": "query", "query": "label_values(up, job)", "current": {"value": ["$__all"]}},
              {"name": "host", "type": "textbox", "query": "", "current": {"value": ""}},
              {"name": "q", "type": "custom", "query": "0.5, 0.99", "current": {"value": "0.99"}},
              {"name": "env", "type": "custom", "query": "eu,us", "current": {"value": ["$__all"]},
               "options": [{"value": "$__all"}, {"value": "eu"}]},
              {"name": "by", "type": "query", "query": "label_names()", "current": {"value": "route"}},
              {"name": "step", "type": "interval", "query": "1m,10m", "current": {"value": "$__auto_interval_step"}},
              {"name": "limit", "type": "constant", "query": "500"}]}
            """;

    @TempDir
    Path folder;

    private Dashboard read(String json) throws IOException {
        return Dashboard.read(Files.writeString(folder.resolve("d.json"), json), Duration.ofSeconds(15));
    }

    private String query(String expression) throws IOException {
        String escaped = expression.replace("\\", "\\\\").replace("\"", "\\\"");
        return read("{\"title\": \"D\", \"time\": {\"from\": \"now-1h\"}, \"templating\": " + VARIABLES
                        + ", \"panels\": [{\"title\": \"P\", \"targets\": [{\"expr\": \"" + escaped + "\"}]}]}")
                .queries()
                .get(0)
                .query();
    }

    @Test
    void panels_are_read_in_order_and_those_of_collapsed_rows_as_well() throws IOException {
        Dashboard dashboard = read("""
                {"title": "Shop", "panels": [
                  {"type": "row", "title": "closed", "panels": [
                    {"title": "Rate", "targets": [{"refId": "A", "expr": "a"}, {"refId": "B", "expr": "b"}]}]},
                  {"type": "stat", "id": 7, "title": " ", "targets": [{"expr": "c"}]},
                  {"title": "Text", "type": "text"},
                  {"title": "Nothing yet", "targets": [{"refId": "A", "expr": ""}]}]}
                """);

        assertThat(dashboard.title()).isEqualTo("Shop");
        assertThat(dashboard.queries())
                .extracting(each -> each.panel() + " " + each.ref() + " " + each.query())
                .containsExactly("Rate A a", "Rate B b", "stat 7 A c");
    }

    @Test
    void rows_of_the_first_versions_and_what_the_api_answers_are_read() throws IOException {
        assertThat(read("{\"dashboard\": {\"title\": \"Old\", \"rows\": [{\"panels\": [{\"title\": \"P\","
                                + " \"targets\": [{\"expr\": \"a\"}]}]}]}}")
                        .queries())
                .containsExactly(new PanelQuery("Old", "P", "A", "a"));
    }

    @Test
    void queries_for_other_data_sources_are_left_alone() throws IOException {
        Dashboard dashboard = read("""
                {"title": "D", "panels": [
                  {"title": "logs", "datasource": {"type": "loki", "uid": "x"}, "targets": [{"expr": "{job=\\"a\\"}"}]},
                  {"title": "old logs", "datasource": "Loki", "targets": [{"expr": "{job=\\"a\\"}"}]},
                  {"title": "mixed", "datasource": {"type": "datasource", "uid": "-- Mixed --"}, "targets": [
                    {"refId": "A", "datasource": {"type": "prometheus", "uid": "${DS}"}, "expr": "a"},
                    {"refId": "B", "datasource": {"type": "__expr__", "uid": "__expr__"}, "expr": "$A * 2"}]},
                  {"title": "by name", "datasource": "Main Prometheus", "targets": [{"expr": "b"}]},
                  {"title": "default", "datasource": null, "targets": [{"expr": "c"}]}]}
                """);

        assertThat(dashboard.queries()).extracting(PanelQuery::query).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    up{job=~"$job"}                           ; up{job=~".*"}
                    up{job="$job", code="200"}                ; up{job=~".*", code="200"}
                    up{job!~"${job:regex}"}                   ; up{job=~".*"}
                    up{instance=~"[[host]].*"}                ; up{instance=~".*"}
                    up{env=~"$env"}                           ; up{env=~".*"}
                    histogram_quantile($q, x)                 ; histogram_quantile(0.99, x)
                    sum by ($by) (x)                          ; sum by (route) (x)
                    rate(x[$__rate_interval])                 ; rate(x[60s])
                    rate(x[${__interval}])                    ; rate(x[15s])
                    increase(x[$__range]) / $__range_s        ; increase(x[3600s]) / 3600
                    max_over_time(x[$step])                   ; max_over_time(x[1m])
                    x > $limit                                ; x > 500
                    label_replace(x, "a", "$1", "b", "(.*)")  ; label_replace(x, "a", "$1", "b", "(.*)")
                    x{a="$unknown"}                           ; x{a="$unknown"}
                    """)
    void variables_stand_for_what_the_file_says_and_choices_for_everything(String written, String asked)
            throws IOException {
        assertThat(query(written)).isEqualTo(asked);
    }

    @Test
    void file_that_is_no_dashboard_is_named_with_its_line() {
        assertThatThrownBy(() -> read("{\n\"panels\": [\n}"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("d.json:3: is no JSON");
        assertThatThrownBy(() -> read("{\"title\": \"x\"}"))
                .hasMessageEndingWith("d.json is no Grafana dashboard: it has no panels");
        assertThatThrownBy(() -> read("{\"spec\": {\"elements\": {}}}"))
                .hasMessageEndingWith("is a dashboard of Grafana's schema v2; export it in the classic format");
        assertThatThrownBy(() -> Dashboard.read(folder.resolve("none.json"), Duration.ofSeconds(15)))
                .hasMessageContaining("none.json cannot be read");
    }

    @Test
    void dashboard_of_the_reference_asks_nothing_that_is_left_open() {
        Dashboard dashboard = Dashboard.read(Path.of("reference/dashboards/llm.json"), Duration.ofSeconds(5));

        assertThat(dashboard.queries())
                .hasSizeGreaterThan(8)
                .allSatisfy(each -> assertThat(each.query()).doesNotContain("$"));
        assertThat(List.copyOf(dashboard.queries())).doesNotHaveDuplicates();
    }
}
