package io.firedrill.stacks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline with its agent, its database and its traces, as the reference workspace launches it. */
class PipelineIT {
    private static final String CLIENT = "00f067aa0ba902b7";
    private static final Duration LEASE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Stack stack;

    @BeforeAll
    static void launch() {
        Workspace copy = Workspace.read(ReferenceWorkspace.copyTo(folder))
                .only(Set.of("gateway", "inference", "provider", "database"));
        stack = Stack.launch(copy, new Settings(Map.of("firedrill.stack", "native")), line -> {});
    }

    @AfterAll
    static void close() {
        stack.close();
    }

    @Test
    void trace_is_one_tree_below_the_client_down_to_the_usage_worker() {
        String trace = ask(Contract.QUESTION, 200);

        List<Span> spans = spans(trace, "INSERT pipeline.usage");

        assertThat(spans)
                .filteredOn(span -> span.parent.equals(CLIENT))
                .singleElement()
                .satisfies(root -> {
                    assertThat(root.service).isEqualTo("gateway");
                    assertThat(root.kind()).isEqualTo("server");
                });
        assertThat(spans)
                .filteredOn(span -> !span.parent.equals(CLIENT))
                .allSatisfy(span -> assertThat(spans).extracting(Span::id).contains(span.parent));
        assertThat(spans)
                .extracting(Span::name)
                .contains("SELECT pipeline.documents", "chat drill-small", "INSERT pipeline.answers", "record usage");
        assertThat(spans).noneMatch(Span::error);
    }

    @Test
    void stream_is_traced_like_a_plain_answer_and_its_tokens_are_on_the_model_span() {
        String trace = ask(Contract.STREAMED, 200);

        assertThat(spans(trace, "INSERT pipeline.usage"))
                .filteredOn(span -> span.name.equals("chat drill-small"))
                .singleElement()
                .satisfies(span -> assertThat(Integer.parseInt(span.tag("gen_ai.usage.output_tokens")))
                        .isPositive());
    }

    @Test
    void error_of_the_provider_is_on_every_span_down_to_each_of_three_attempts() throws Exception {
        String trace;
        try (var fault = stack.faults().inject("inference->provider", new Fault.HttpStatus(503, 1), LEASE)) {
            assertThat(fault).isNotNull();
            trace = ask(Contract.QUESTION, 503);
        }

        List<Span> spans = spans(trace, "chat drill-small");
        Span model = named(spans, "chat drill-small");
        assertThat(spans)
                .filteredOn(span -> span.parent.equals(model.id))
                .hasSize(3)
                .allSatisfy(attempt -> {
                    assertThat(attempt.error()).isTrue();
                    assertThat(attempt.kind()).isEqualTo("client");
                    assertThat(attempt.tag("peer.service")).isEqualTo("provider");
                    assertThat(attempt.tag("http.response.status_code")).isEqualTo("503");
                });
        assertThat(chain(spans, model)).hasSize(4).allMatch(Span::error);
    }

    @Test
    void absent_database_fails_fast_in_sight_of_traces_and_comes_back_by_itself() throws Exception {
        String trace;
        try (var fault = stack.faults().inject("inference->database", new Fault.Refuse(), LEASE)) {
            assertThat(fault).isNotNull();
            long start = System.nanoTime();
            trace = ask(Contract.QUESTION, 503);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }

        List<Span> spans = spans(trace, "POST /v1/chat/completions");
        assertThat(spans)
                .filteredOn(span -> span.error() && span.kind().equals("client") && span.isOfDatabase())
                .isNotEmpty()
                .allSatisfy(span -> assertThat(chain(spans, span)).hasSize(4).allMatch(Span::error));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> post(Contract.QUESTION, trace).statusCode() == 200);
    }

    @Test
    void gateway_counts_each_request_by_the_status_its_caller_saw() {
        double before = counted("200");
        for (int i = 0; i < 7; i++) {
            ask(i % 2 == 0 ? Contract.QUESTION : Contract.STREAMED, 200);
        }

        assertThat(counted("200") - before).isEqualTo(7);
    }

    @Test
    void latency_names_a_trace_as_exemplar() {
        ask(Contract.QUESTION, 200);

        String page = RestAssured.given()
                .baseUri(stack.endpoints().entry().orElseThrow().toString())
                .accept("application/openmetrics-text; version=1.0.0")
                .get("/metrics")
                .asString();
        assertThat(page).containsPattern("request_latency_seconds_bucket\\{.*trace_id=\"[0-9a-f]{32}\"");
    }

    private static double counted(String status) {
        String series = "request_latency_seconds_count{status=\"" + status + "\"} ";
        return RestAssured.get(stack.endpoints().entry().orElseThrow().resolve("/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    /** Sends a request in a new trace, and gives the trace's id. */
    private static String ask(String body, int status) {
        String trace = UUID.randomUUID().toString().replace("-", "");
        Response response = post(body, trace);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.asString()).as("the whole answer").isNotEmpty();
        return trace;
    }

    private static Response post(String body, String trace) {
        return RestAssured.given()
                .baseUri(stack.endpoints().entry().orElseThrow().toString())
                .contentType("application/json")
                .header("Authorization", "Bearer drill-key")
                .header("traceparent", "00-" + trace + "-" + CLIENT + "-01")
                .body(body)
                .post(Contract.CHAT);
    }

    /** A trace once it holds a span of that name and the child of the client. */
    private static List<Span> spans(String trace, String name) {
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> read(trace),
                        spans -> spans.stream().anyMatch(span -> span.name.equals(name))
                                && spans.stream().anyMatch(span -> span.parent.equals(CLIENT)));
    }

    private static List<Span> read(String trace) throws Exception {
        JsonNode data = Json.read(RestAssured.get(stack.endpoints().traces().resolve("/api/traces/" + trace))
                        .asByteArray())
                .at("/data/0");
        List<Span> spans = new ArrayList<>();
        for (JsonNode span : data.path("spans")) {
            String process = span.path("processID").asText();
            spans.add(new Span(
                    span.path("spanID").asText(),
                    span.at("/references/0/spanID").asText(),
                    data.path("processes").path(process).path("serviceName").asText(),
                    span.path("operationName").asText(),
                    span.path("tags")));
        }
        return spans;
    }

    private static Span named(List<Span> spans, String name) {
        return spans.stream().filter(span -> span.name.equals(name)).findFirst().orElseThrow();
    }

    /** From a span up to the entry. */
    private static List<Span> chain(List<Span> spans, Span from) {
        List<Span> chain = new ArrayList<>();
        for (Span next = from; !next.parent.equals(CLIENT); ) {
            chain.add(next);
            String parent = next.parent;
            next = spans.stream()
                    .filter(span -> span.id.equals(parent))
                    .findFirst()
                    .orElseThrow();
        }
        chain.add(spans.stream()
                .filter(span -> span.parent.equals(CLIENT))
                .findFirst()
                .orElseThrow());
        return chain;
    }

    private record Span(String id, String parent, String service, String name, JsonNode tags) {
        String tag(String key) {
            for (JsonNode tag : tags) {
                if (tag.path("key").asText().equals(key)) {
                    return tag.path("value").asText();
                }
            }
            return "";
        }

        String kind() {
            return tag("span.kind");
        }

        boolean error() {
            return tag("error").equals("true");
        }

        boolean isOfDatabase() {
            return (tag("db.system") + tag("db.system.name")).equals("postgresql");
        }

        @Override
        public String toString() {
            return service + " " + kind() + " " + name + (error() ? " (error)" : "");
        }
    }
}
