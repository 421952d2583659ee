package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firedrill.evidence.StackInfo.Component;
import io.firedrill.stacks.fault.ActiveFault;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a stack must do, whatever it runs on: one subclass for each platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StackContract {
    private static final Path TINY = Path.of("src/test/resources/tiny");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<String> progress = new ArrayList<>();
    private Stack stack;

    @TempDir
    Path folder;

    /** Forces the platform. */
    abstract Settings settings();

    abstract String mode();

    /** What the platform still has of a run, e.g. {@code process 123}. */
    abstract List<String> leftOf(Path run);

    @BeforeAll
    void launch() {
        Instant start = Instant.now();
        stack = Stack.launch(Workspace.read(TINY), settings(), progress::add);
        System.out.printf("%s stack: %s, launched in %s%n", mode(), progress, Duration.between(start, Instant.now()));
        assertThat(leftOf(stack.folder())).as("while it runs").isNotEmpty();
    }

    @AfterAll
    void close() {
        Path run = stack.folder();
        stack.close();
        assertThat(run).doesNotExist();
        assertThat(leftOf(run)).isEmpty();
    }

    @Test
    void components_tell_their_versions_themselves() {
        assertThat(stack.info().mode()).isEqualTo(mode());
        assertThat(stack.info().timeScale()).isEqualTo(25);
        assertThat(stack.info().components())
                .contains(
                        new Component("alertmanager", "0.34.2"),
                        new Component("collector", "0.165.0"),
                        new Component("jaeger", "1.62.0"),
                        new Component("prometheus", "3.16.0"),
                        new Component("toxiproxy", "2.5.0"))
                .extracting(Component::name)
                .contains("store");
    }

    @Test
    void targets_are_up_under_the_names_that_were_written() throws Exception {
        JsonNode targets =
                get(stack.endpoints().prometheus(), "/api/v1/targets").at("/data/activeTargets");

        assertThat(targets)
                .extracting(target -> target.at("/labels/instance").asText() + " "
                        + target.path("health").asText())
                .containsExactlyInAnyOrder(
                        "front:8080 up",
                        "back:8080 up",
                        "localhost:9090 up",
                        "alertmanager:9093 up",
                        "collector:8888 up",
                        "jaeger:14269 up");
    }

    @Test
    void alertmanager_is_discovered_and_delivers_to_the_inbox() throws Exception {
        assertThat(get(stack.endpoints().prometheus(), "/api/v1/alertmanagers").at("/data/activeAlertmanagers"))
                .hasSize(1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(stack.inbox().notifications(Instant.now(), Instant.EPOCH, Instant.now()))
                                .isNotEmpty());
        assertThat(stack.eventLogs())
                .singleElement()
                .satisfies(log -> assertThat(log).isNotEmptyFile());
    }

    @Test
    void request_through_the_entry_becomes_one_trace_down_to_the_database() throws Exception {
        String traceId = "0af7651916cd43dd8448eb211c80319c";
        HttpRequest request = HttpRequest.newBuilder(
                        stack.endpoints().entry().orElseThrow().resolve("/work"))
                .header("traceparent", "00-" + traceId + "-b7ad6b7169203331-01")
                .build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode trace = get(stack.endpoints().traces(), "/api/traces/" + traceId);
            assertThat(trace.findValuesAsText("serviceName")).contains("front-of-house", "back");
            assertThat(trace.toString()).contains("\"peer.service\"").contains("postgresql");
        });
    }

    @Test
    void fault_on_a_link_bites_and_ends() throws Exception {
        try (ActiveFault fault =
                stack.faults().inject("front->back", new Fault.HttpStatus(503, 1.0), Duration.ofSeconds(30))) {
            assertThat(work()).as(fault.locator()).isEqualTo(502);
        }
        assertThat(work()).isEqualTo(200);
    }

    @Test
    void wire_fault_is_seen_by_the_caller_as_it_is() throws Exception {
        try (ActiveFault fault = stack.faults().inject("back->store", new Fault.Refuse(), Duration.ofSeconds(30))) {
            HttpResponse<String> answer = ask("/work");
            assertThat(answer.statusCode()).as(fault.locator()).isEqualTo(502);
            assertThat(answer.body()).containsIgnoringCase("refused");
        }
        assertThat(work()).isEqualTo(200);
    }

    @Test
    void killed_monitoring_component_comes_back_where_it_was_with_what_it_had() throws Exception {
        URI prometheus = stack.endpoints().prometheus();
        for (Fault end : List.of(new Fault.ProcessKill(), new Fault.ProcessRestart())) {
            isAwayDuring("prometheus", end, prometheus);
        }

        assertThat(get(prometheus, "/api/v1/query?query=count_over_time(up%5B10m%5D)")
                        .at("/data/result"))
                .isNotEmpty();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                get(prometheus, "/api/v1/query?query=up==1").at("/data/result"))
                        .hasSize(6));
    }

    /** Asked to end, it writes what it has, and that it ended; in a container, it is the first process that is asked. */
    @Test
    void alertmanager_that_is_stopped_keeps_its_silences() throws Exception {
        URI alertmanager = stack.endpoints().alertmanager();
        String silence =
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\",\"isRegex\":false}],\"startsAt\":\"%s\",\"endsAt\":\"%s\","
                                .formatted(Instant.now(), Instant.now().plusSeconds(600))
                        + "\"createdBy\":\"test\",\"comment\":\"stays\"}";
        HttpRequest made = HttpRequest.newBuilder(alertmanager.resolve("/api/v2/silences"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(silence))
                .build();
        assertThat(CLIENT.send(made, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

        isAwayDuring("alertmanager", new Fault.ProcessRestart(), alertmanager);

        assertThat(get(alertmanager, "/api/v2/silences").findValuesAsText("comment"))
                .contains("stays");
        assertThat(stack.eventLogs().get(0)).content().contains("alertmanagerShutdownEvent");
    }

    private void isAwayDuring(String process, Fault end, URI address) {
        try (ActiveFault fault = stack.faults().inject(process, end, Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> get(address, "/-/ready"))
                    .as(fault.locator())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void killed_database_comes_back_where_it_was() throws Exception {
        try (ActiveFault fault = stack.faults().inject("store", new Fault.ProcessKill(), Duration.ofSeconds(30))) {
            assertThat(work()).as(fault.locator()).isEqualTo(502);
        }
        assertThat(work()).isEqualTo(200);
    }

    @Test
    void killed_process_comes_back_where_it_was() throws Exception {
        try (ActiveFault fault = stack.faults().inject("back", new Fault.ProcessKill(), Duration.ofSeconds(30))) {
            assertThat(work()).as(fault.locator()).isEqualTo(502);
        }
        assertThat(work()).isEqualTo(200);
    }

    @Test
    void progress_says_what_runs_and_why() {
        assertThat(progress).contains(mode() + " stack: asked for").anyMatch(line -> line.startsWith("warmed up by "));
    }

    @Test
    void pinned_port_that_is_taken_is_one_line() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<String, String> pinned = new HashMap<>(settings().values());
            pinned.put("firedrill.port.prometheus", "" + taken.getLocalPort());

            assertThatThrownBy(() -> Stack.launch(Workspace.read(TINY), new Settings(pinned), line -> {}))
                    .isInstanceOf(StackException.class)
                    .message()
                    .startsWith("port " + taken.getLocalPort() + " for prometheus is taken (")
                    .endsWith("; free it, or change or remove stack.ports.prometheus in firedrill.yaml");
        }
    }

    @Test
    void invalid_rule_is_found_before_the_launch() throws IOException {
        Path rules = copy().resolve("rules/tiny.yml");
        edit(rules, "expr: up == 0", "expr: sum(up");

        assertThatThrownBy(this::launchCopy)
                .message()
                .startsWith(rules + ":5: ")
                .contains("TargetDown", "unclosed left parenthesis")
                .doesNotContain("\n");
    }

    @Test
    void invalid_alertmanager_configuration_is_found_before_the_launch() throws IOException {
        Path config = copy().resolve("alertmanager.yml");
        edit(config, "receiver: everyone", "receiver: evryone");

        assertThatThrownBy(this::launchCopy)
                .message()
                .startsWith(config + ":2: ")
                .contains("evryone")
                .doesNotContain("\n");
    }

    @Test
    void unknown_key_of_prometheus_is_found_before_the_launch() throws IOException {
        Path config = copy().resolve("prometheus.yml");
        edit(config, "  evaluation_interval: 5s", "  evaluation_intervall: 5s");

        assertThatThrownBy(this::launchCopy)
                .message()
                .startsWith(config + ":3: ")
                .contains("evaluation_intervall")
                .doesNotContain("\n");
    }

    @Test
    void service_that_ends_is_told_with_its_endpoint_exit_code_and_log() throws IOException {
        edit(copy().resolve("firedrill.yaml"), "port-variable: PORT", "port-variable: OTHER");

        assertThatThrownBy(this::launchCopy)
                .message()
                .startsWith("back ended with exit code 1 before it was ready: GET http://127.0.0.1:")
                .contains("/health failed: ", "the end of its log:", "NumberFormatException");
    }

    private void launchCopy() {
        Stack.launch(Workspace.read(folder), settings(), line -> {}).close();
    }

    private Path copy() throws IOException {
        Files.createDirectory(folder.resolve("rules"));
        for (String name :
                List.of("firedrill.yaml", "prometheus.yml", "alertmanager.yml", "collector.yaml", "rules/tiny.yml")) {
            Files.copy(TINY.resolve(name), folder.resolve(name));
        }
        return folder;
    }

    private static void edit(Path file, String right, String wrong) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong));
    }

    private int work() throws IOException, InterruptedException {
        return ask("/work").statusCode();
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        stack.endpoints().entry().orElseThrow().resolve(path))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static JsonNode get(URI base, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
        return new JsonMapper()
                .readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
    }
}
