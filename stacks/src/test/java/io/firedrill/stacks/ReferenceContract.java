package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The shipped workspace, copied elsewhere and run from there: one subclass for each platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReferenceContract {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private final List<String> progress = new ArrayList<>();

    private Stack stack;

    Stack stack() {
        return stack;
    }

    /** Forces the platform. */
    abstract Settings settings();

    @BeforeAll
    void launch() {
        Workspace copy = Workspace.read(ReferenceWorkspace.copyTo(folder));
        stack = Stack.launch(copy, settings(), progress::add);
    }

    @AfterAll
    void close() {
        stack.close();
    }

    /** As the launch saw it: later, one scrape that comes late is enough to make an alert pending. */
    @Test
    void healthy_system_settles_with_the_dead_mans_switch_alone() throws Exception {
        assertThat(progress).noneMatch(line -> line.startsWith("already active before any drill"));
        assertThat(get(stack.endpoints().prometheus(), "/api/v1/alerts").at("/data/alerts"))
                .extracting(alert -> alert.at("/labels/alertname").asText())
                .contains("Watchdog");
    }

    @Test
    void alertmanagers_are_one_cluster_and_prometheus_sends_to_each() throws Exception {
        assertThat(stack.endpoints().alertmanagers())
                .extracting(Endpoints.Alertmanager::name)
                .containsExactly("alertmanager-0", "alertmanager-1");
        for (Endpoints.Alertmanager each : stack.endpoints().alertmanagers()) {
            JsonNode cluster = get(each.base(), "/api/v2/status").path("cluster");
            assertThat(cluster.path("name").asText()).isEqualTo(each.name());
            assertThat(cluster.path("peers"))
                    .extracting(peer -> peer.path("name").asText())
                    .containsExactlyInAnyOrder("alertmanager-0", "alertmanager-1");
        }
        assertThat(get(stack.endpoints().prometheus(), "/api/v1/alertmanagers").at("/data/activeAlertmanagers"))
                .hasSize(2);
        assertThat(stack.eventLogs())
                .hasSize(2)
                .allSatisfy(log -> assertThat(log).isNotEmptyFile());
    }

    /** At one time: on a busy machine a scrape comes late now and then. */
    @Test
    void everything_is_scraped_under_the_name_of_its_service() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(get(stack.endpoints().prometheus(), "/api/v1/query?query=up")
                                .at("/data/result"))
                        .extracting(series -> series.at("/metric/job").asText() + " "
                                + series.at("/metric/service").asText() + " "
                                + series.at("/metric/instance").asText() + " "
                                + series.at("/value/1").asText())
                        .contains(
                                "gateway gateway gateway:8080 1",
                                "inference inference inference:8080 1",
                                "alertmanager alertmanager alertmanager-0:9093 1",
                                "alertmanager alertmanager alertmanager-1:9093 1",
                                "telemetry gateway gateway:9464 1",
                                "telemetry inference inference:9464 1",
                                "collector collector collector:8888 1",
                                "jaeger jaeger jaeger:14269 1",
                                "workers workers worker-01 1",
                                "workers workers worker-30 1")
                        .hasSize(38));
    }

    @Test
    void recording_rule_knows_the_latency_of_real_requests() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(complete("4bf92f3577b34da6a3ce929d0e0e4701")).isEqualTo(200);
            JsonNode latency = get(
                            stack.endpoints().prometheus(),
                            "/api/v1/query?query=job:request_latency_seconds:99percentile")
                    .at("/data/result");
            assertThat(latency)
                    .extracting(series -> series.at("/metric/job").asText())
                    .containsExactlyInAnyOrder("gateway", "inference");
        });
    }

    @Test
    void completion_is_one_trace_from_gateway_to_database_and_provider() throws Exception {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        assertThat(complete(traceId)).isEqualTo(200);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode trace = get(stack.endpoints().traces(), "/api/traces/" + traceId);
            assertThat(trace.findValuesAsText("serviceName")).containsExactlyInAnyOrder("gateway", "inference");
            assertThat(trace.toString()).contains("\"database\"", "\"provider\"", "postgresql");
        });
    }

    /** Each draws something, but for a panel that says what it shows when there is nothing. */
    @Test
    void panels_about_the_model_have_data_under_traffic() throws Exception {
        JsonNode dashboard =
                new JsonMapper().readTree(folder.resolve("dashboards/llm.json").toFile());
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                await(panel.path("title").asText())
                        .atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> {
                            assertThat(complete("4bf92f3577b34da6a3ce929d0e0e4702", "{\"stream\": true,"))
                                    .isEqualTo(200);
                            JsonNode answer = drawn(target.path("expr").asText());
                            assertThat(answer.path("status").asText()).isEqualTo("success");
                            assertThat(answer.at("/data/result"))
                                    .filteredOn(series ->
                                            !series.at("/value/1").asText().equals("NaN"))
                                    .satisfiesAnyOf(
                                            series -> assertThat(series).isNotEmpty(),
                                            none -> assertThat(panel.at("/fieldConfig/defaults/noValue")
                                                            .asText())
                                                    .isNotEmpty());
                        });
            }
        }
    }

    private JsonNode drawn(String expression) throws Exception {
        String query = stack.workspace().stack().timeScale().promql(expression);
        return get(
                stack.endpoints().prometheus(),
                "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    private int complete(String traceId) throws IOException, InterruptedException {
        return complete(traceId, "{");
    }

    private int complete(String traceId, String begin) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        stack.endpoints().entry().orElseThrow().resolve("/v1/chat/completions"))
                .header("Authorization", "Bearer drill-key")
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .POST(BodyPublishers.ofString(
                        stack.workspace().system().warmUp().body().replaceFirst("\\{", begin)))
                .build();
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static JsonNode get(URI base, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
        return new JsonMapper()
                .readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
    }
}
