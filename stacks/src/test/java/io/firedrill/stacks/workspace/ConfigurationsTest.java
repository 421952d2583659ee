package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Aliases.Alias;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationsTest {
    private static final TimeScale FIFTY = new TimeScale(50);
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    @Test
    void prometheus_intervals_are_scaled_and_defaults_written_out() throws IOException {
        JsonNode written = prometheus("""
                global: {scrape_timeout: 4s}
                scrape_configs:
                  - {job_name: a, scrape_interval: 10s}
                """);

        assertThat(written.at("/global/scrape_interval").asText()).isEqualTo("1200ms");
        assertThat(written.at("/global/evaluation_interval").asText()).isEqualTo("1200ms");
        assertThat(written.at("/scrape_configs/0/scrape_interval").asText()).isEqualTo("200ms");
    }

    /** What a target needs for its page is the same at every scale. */
    @Test
    void prometheus_waits_as_long_as_written_but_not_beyond_the_interval_of_the_run() throws IOException {
        JsonNode written = prometheus("""
                global: {scrape_interval: 5s, scrape_timeout: 150ms}
                scrape_configs:
                  - {job_name: as the others}
                  - {job_name: rarely, scrape_interval: 15s}
                  - {job_name: patiently, scrape_interval: 15s, scrape_timeout: 10s}
                  - {job_name: impatiently, scrape_interval: 15s, scrape_timeout: 40ms}
                """);

        assertThat(written.at("/global/scrape_timeout").asText()).isEqualTo("100ms");
        assertThat(written.path("scrape_configs"))
                .extracting(job -> job.path("scrape_timeout").asText())
                .containsExactly("100ms", "150ms", "300ms", "40ms");
    }

    @Test
    void prometheus_without_any_timeout_waits_for_ten_seconds_at_most() throws IOException {
        JsonNode written = prometheus("""
                scrape_configs:
                  - {job_name: often}
                  - {job_name: once, scrape_interval: 20m}
                """);

        assertThat(written.path("scrape_configs"))
                .extracting(job -> job.path("scrape_timeout").asText())
                .containsExactly("1200ms", "10s");
    }

    @Test
    void prometheus_sends_to_the_alertmanagers_of_this_run_and_to_no_other() throws IOException {
        PrometheusConfig config = PrometheusConfig.read(file("two.yml", """
                alerting:
                  alertmanagers:
                    - {timeout: 10s, static_configs: [{targets: ["am-0:9093"]}]}
                    - static_configs: [{targets: ["am-1:9093", "am-0:9093"]}]
                """));

        assertThat(config.alertmanagers()).containsExactly("am-0:9093", "am-1:9093");
        JsonNode written = YAML.readTree(config.rewritten(FIFTY, aliases(), List.of("h:1", "h:2"), List.of()))
                .at("/alerting/alertmanagers");
        assertThat(written).hasSize(1);
        assertThat(written.at("/0/timeout").asText()).isEqualTo("200ms");
        assertThat(written.at("/0/static_configs/0/targets"))
                .extracting(JsonNode::asText)
                .containsExactly("h:1", "h:2");
    }

    @Test
    void prometheus_target_keeps_its_name_as_instance_and_gets_its_address_last() throws IOException {
        JsonNode steps = prometheus("""
                        scrape_configs:
                          - job_name: gateway
                            static_configs: [{targets: ["gateway:8080"]}]
                            relabel_configs: [{target_label: zone, replacement: a}]
                        """).at("/scrape_configs/0/relabel_configs");

        assertThat(steps).hasSize(3);
        assertThat(steps.at("/0/target_label").asText()).isEqualTo("zone");
        assertThat(steps.at("/1/target_label").asText()).isEqualTo("instance");
        assertThat(steps.at("/2/target_label").asText()).isEqualTo("__address__");
        assertThat(steps.at("/2/replacement").asText()).isEqualTo("127.0.0.1:4711");
        assertThat("gateway:8080").matches(steps.at("/2/regex").asText());
        assertThat("xgateway:8080").doesNotMatch(steps.at("/2/regex").asText());
    }

    @Test
    void prometheus_that_discovers_its_targets_gets_every_address() throws IOException {
        JsonNode steps = prometheus("scrape_configs: [{job_name: a, file_sd_configs: [{files: [targets/*.json]}]}]")
                .at("/scrape_configs/0");

        assertThat(steps.at("/relabel_configs")).hasSize(3);
        assertThat(steps.at("/file_sd_configs/0/files/0").asText()).isEqualTo(folder + "/targets/*.json");
    }

    @Test
    void prometheus_knows_one_alertmanager_and_writes_nowhere_else() throws IOException {
        String text = """
                alerting:
                  alert_relabel_configs: [{regex: replica, action: labeldrop}]
                  alertmanagers:
                    - {scheme: https, timeout: 10s, kubernetes_sd_configs: [{role: pod}]}
                    - {static_configs: [{targets: ["am.prod:9093"]}]}
                remote_write: [{url: "https://metrics.prod/write"}]
                scrape_configs: [{job_name: a}]
                """;
        JsonNode written = prometheus(text);

        assertThat(written.has("remote_write")).isFalse();
        assertThat(written.at("/alerting/alert_relabel_configs")).hasSize(1);
        assertThat(written.at("/alerting/alertmanagers")).hasSize(1);
        assertThat(written.at("/alerting/alertmanagers/0").toString())
                .isEqualTo("{\"timeout\":\"200ms\",\"static_configs\":[{\"targets\":[\"127.0.0.1:9\"]}]}");
        assertThat(PrometheusConfig.read(file("prometheus.yml", text)).leftOut())
                .singleElement()
                .asString()
                .contains("remote_write is left out");
    }

    @Test
    void job_of_a_service_that_is_not_launched_is_left_out_and_told() throws IOException {
        Path path = file("prometheus.yml", """
                scrape_configs:
                  - job_name: gateway
                    static_configs: [{targets: ["gateway:8080", "localhost:9090"]}]
                  - job_name: inference
                    static_configs: [{targets: ["inference:8080"]}]
                  - job_name: workers
                    static_configs: [{targets: [worker-01, worker-02]}]
                    relabel_configs:
                      - {source_labels: [__address__], target_label: __param_target}
                      - {target_label: __address__, replacement: "workers:8080"}
                """);
        PrometheusConfig all = PrometheusConfig.read(path);
        PrometheusConfig some = all.without(Set.of("gateway", "workers"));

        assertThat(all.staticTargets())
                .containsExactly("gateway:8080", "localhost:9090", "inference:8080", "workers:8080");
        assertThat(some.staticTargets()).containsExactly("gateway:8080", "localhost:9090", "inference:8080");
        assertThat(some.leftOut())
                .containsExactly(
                        path + ": job 'workers' is left out: what it scrapes is not launched for these drills");
        assertThat(some.rewritten(TimeScale.REAL_TIME, aliases(), List.of("am:1"), List.of()))
                .contains("localhost:9090", "inference:8080")
                .doesNotContain("worker-01")
                .doesNotContain("\"gateway:8080\"");
    }

    @Test
    void prometheus_keeps_bare_words_and_file_names() throws IOException {
        PrometheusConfig config = PrometheusConfig.read(file("prometheus.yml", """
                global: {external_labels: {debug: yes, region: "no", zone: 0x1F}}
                scrape_configs: [{job_name: a, basic_auth: {username: u, password_file: secret/p}}]
                """));
        String written = config.rewritten(FIFTY, aliases(), List.of("am:1"), List.of());

        assertThat(written).contains("{debug: yes, region: \"no\", zone: 0x1F}");
        assertThat(written).contains("password_file: \"" + folder + "/secret/p\"");
    }

    @Test
    void prometheus_in_real_time_keeps_every_interval() throws IOException {
        Path path = file("prometheus.yml", "global: {scrape_interval: 15s}\nscrape_configs: [{job_name: a}]\n");
        String written =
                PrometheusConfig.read(path).rewritten(TimeScale.REAL_TIME, aliases(), List.of("am:1"), List.of());

        assertThat(YAML.readTree(written).at("/global").toString()).isEqualTo("{\"scrape_interval\":\"15s\"}");
    }

    @Test
    void prometheus_rule_pattern_without_file_is_named() throws IOException {
        PrometheusConfig config = PrometheusConfig.read(file("prometheus.yml", "\nrule_files: [rules/*.yml]\n"));

        assertThatThrownBy(config::ruleFiles)
                .isInstanceOf(StackException.class)
                .hasMessage(folder + "/prometheus.yml:2: rule_files: no file matches 'rules/*.yml'; correct the path or"
                        + " create the file");
    }

    @Test
    void prometheus_bad_interval_is_named_with_its_line() throws IOException {
        PrometheusConfig config = PrometheusConfig.read(file("prometheus.yml", "global:\n  scrape_interval: soon\n"));

        assertThatThrownBy(() -> config.rewritten(FIFTY, aliases(), List.of("am:1"), List.of()))
                .message()
                .startsWith(folder + "/prometheus.yml:2: scrape_interval: duration must look like");
    }

    @Test
    void rules_are_scaled_and_else_untouched() throws IOException {
        Path path = file("rules.yml", """
                groups:
                  - name: g
                    interval: 30s
                    query_offset: 5s
                    rules:
                      - alert: A
                        expr: rate(x[5m]) > 0.1
                        for: 2m
                        keep_firing_for: 10m
                        annotations: {summary: "over [5m]", description: "{{ $value }} for: 2m"}
                """);
        JsonNode group = YAML.readTree(RuleFile.read(path).rewritten(FIFTY)).at("/groups/0");

        assertThat(group.at("/interval").asText()).isEqualTo("600ms");
        assertThat(group.at("/query_offset").asText()).isEqualTo("100ms");
        assertThat(group.at("/rules/0/expr").asText()).isEqualTo("rate(x[6s]) > 0.1");
        assertThat(group.at("/rules/0/for").asText()).isEqualTo("2400ms");
        assertThat(group.at("/rules/0/keep_firing_for").asText()).isEqualTo("12s");
        assertThat(group.at("/rules/0/annotations/summary").asText()).isEqualTo("over [5m]");
        assertThat(group.at("/rules/0/annotations/description").asText()).isEqualTo("{{ $value }} for: 2m");
    }

    @Test
    void rules_in_real_time_are_the_same_text() throws IOException {
        String text = "# kept\ngroups: [{name: g, rules: [{alert: A, expr: 'x[5m]', for: 2m}]}]\n";

        assertThat(RuleFile.read(file("rules.yml", text)).rewritten(TimeScale.REAL_TIME))
                .isEqualTo(text);
    }

    @Test
    void window_that_would_hold_too_few_scrapes_is_refused() throws IOException {
        RuleFile rules = RuleFile.read(
                file("rules.yml", "groups:\n- name: g\n  rules:\n  - {record: a, expr: 'rate(x[1m])'}\n"));

        rules.requireScrapes(new TimeScale(300), List.of(Duration.ofSeconds(5)));
        assertThatThrownBy(() -> rules.requireScrapes(new TimeScale(301), List.of(Duration.ofSeconds(5))))
                .hasMessage(
                        folder + "/rules.yml:4: time-scale 301 leaves 3 scrapes in the window [60s], and 4 are needed;"
                                + " use a time-scale of at most 300");
    }

    @Test
    void window_that_holds_too_few_scrapes_as_written_is_the_authors_own() throws IOException {
        RuleFile rules =
                RuleFile.read(file("rules.yml", "groups: [{name: g, rules: [{record: a, expr: 'rate(x[1m])'}]}]"));

        rules.requireScrapes(new TimeScale(1000), List.of(Duration.ofSeconds(30)));
        assertThat(rules.rewritten(new TimeScale(1000))).contains("x[60ms]");
    }

    @Test
    void alertmanager_routes_are_scaled_at_every_depth() throws IOException {
        JsonNode route = alertmanager("""
                        global: {resolve_timeout: 5m}
                        route:
                          receiver: a
                          group_interval: 5m
                          routes: [{group_wait: 10s, routes: [{repeat_interval: 3h}]}]
                        receivers: [{name: a}]
                        """).at("/route");

        assertThat(route.at("/group_wait").asText()).isEqualTo("600ms");
        assertThat(route.at("/group_interval").asText()).isEqualTo("6s");
        assertThat(route.at("/repeat_interval").asText()).isEqualTo("288s");
        assertThat(route.at("/routes/0/group_wait").asText()).isEqualTo("200ms");
        assertThat(route.at("/routes/0/routes/0/repeat_interval").asText()).isEqualTo("216s");
    }

    @Test
    void alertmanager_records_its_events() throws IOException {
        assertThat(alertmanager("receivers: []")
                        .at("/event_recorder/file_outputs/0/path")
                        .asText())
                .isEqualTo("/run/events.jsonl");
    }

    @Test
    void collector_listens_and_exports_inside_the_run() throws IOException {
        Path path = file("collector.yaml", """
                receivers:
                  otlp: {protocols: {grpc: , http: {endpoint: "0.0.0.0:4318", cors: {allowed_origins: ["*"]}}}}
                exporters:
                  otlp_grpc: {endpoint: "jaeger:4317"}
                  otlphttp/vendor: {endpoint: "https://otlp.vendor.example.com", headers: {api-key: k}}
                  debug:
                service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_grpc]}}}
                """);
        Aliases aliases = new Aliases(List.of(new Alias("jaeger", Optional.of(4317), "127.0.0.1:1")));
        CollectorConfig config = CollectorConfig.read(path);
        JsonNode written = YAML.readTree(
                config.rewritten(new CollectorConfig.Places("h:10", "h:11", "h:12", "h", 13, "h:14", "h:15"), aliases));

        assertThat(config.takesHttp()).isTrue();
        assertThat(written.at("/receivers/otlp/protocols/grpc/endpoint").asText())
                .isEqualTo("h:10");
        assertThat(written.at("/receivers/otlp/protocols/http/endpoint").asText())
                .isEqualTo("h:11");
        assertThat(written.at("/receivers/otlp/protocols/http/cors").isMissingNode())
                .isFalse();
        assertThat(written.at("/exporters/otlp_grpc/endpoint").asText()).isEqualTo("127.0.0.1:1");
        assertThat(written.at("/exporters/otlphttp~1vendor/endpoint").asText()).isEqualTo("http://h:15");
        assertThat(written.at("/extensions/health_check/endpoint").asText()).isEqualTo("h:12");
        assertThat(written.at("/service/extensions/0").asText()).isEqualTo("health_check");
        assertThat(written.at("/service/telemetry/metrics/readers/0/pull/exporter/prometheus/port")
                        .asInt())
                .isEqualTo(13);
    }

    @Test
    void exporter_to_a_service_keeps_its_path_and_is_left_out_where_that_is_not_launched() throws IOException {
        Path path = file("collector.yaml", """
                receivers: {otlp: {protocols: {http: }}}
                exporters:
                  otlp_grpc: {endpoint: "jaeger:4317"}
                  otlp_http/runs: {endpoint: "http://langsmith:1984/otel", headers: {x-api-key: k}}
                service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_grpc, otlp_http/runs]}}}
                """);
        CollectorConfig.Places places = new CollectorConfig.Places("h:10", "h:11", "h:12", "h", 13, "h:14", "h:15");
        Aliases aliases = new Aliases(List.of(new Alias("langsmith", Optional.empty(), "127.0.0.1:7")));
        CollectorConfig whole = CollectorConfig.read(path);
        CollectorConfig without = whole.without(Set.of("langsmith"));

        JsonNode written = YAML.readTree(whole.rewritten(places, aliases));
        assertThat(written.at("/exporters/otlp_http~1runs/endpoint").asText()).isEqualTo("http://127.0.0.1:7/otel");
        assertThat(whole.exportsTo()).containsExactly("langsmith");
        assertThat(whole.leftOut()).isEmpty();
        JsonNode less = YAML.readTree(without.rewritten(places, aliases));
        assertThat(less.at("/exporters").has("otlp_http/runs")).isFalse();
        assertThat(less.at("/service/pipelines/traces/exporters")).hasToString("[\"otlp_grpc\"]");
        assertThat(without.exportsTo()).isEmpty();
        assertThat(without.leftOut())
                .containsExactly(path
                        + ": exporter 'otlp_http/runs' is left out: what it leads to is not launched for these drills");
    }

    @Test
    void collector_without_otlp_is_refused() throws IOException {
        Path path = file("collector.yaml", "receivers: {zipkin: }\n");

        assertThatThrownBy(() -> CollectorConfig.read(path))
                .isInstanceOf(StackException.class)
                .message()
                .contains("there is no otlp receiver");
    }

    private JsonNode prometheus(String text) throws IOException {
        PrometheusConfig config = PrometheusConfig.read(file("prometheus.yml", text));
        return YAML.readTree(config.rewritten(FIFTY, aliases(), List.of("127.0.0.1:9"), List.of("/run/rules.yml")));
    }

    private JsonNode alertmanager(String text) throws IOException {
        AlertmanagerConfig config = AlertmanagerConfig.read(file("alertmanager.yml", text));
        return YAML.readTree(config.rewritten(FIFTY, Targets.INBOX, "/run/events.jsonl"));
    }

    private static Aliases aliases() {
        return new Aliases(List.of(
                new Alias("gateway", Optional.empty(), "127.0.0.1:4711"),
                new Alias("jaeger", Optional.of(14269), "127.0.0.1:4712")));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
