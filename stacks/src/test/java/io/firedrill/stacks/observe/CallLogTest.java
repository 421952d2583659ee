package io.firedrill.stacks.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.llm.LlmCall;
import io.firedrill.evidence.llm.LlmLog;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.stacks.pipeline.Helicone;
import io.firedrill.stacks.pipeline.LangSmith;
import io.firedrill.stacks.pipeline.Running;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands for Helicone and LangSmith, read by the clients that read the real ones. */
class CallLogTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final MockWebServer provider = new MockWebServer();
    private final Running langsmith = LangSmith.start(Map.of("PORT", "0", "LANGSMITH_API_KEY", "smith"));
    private final Gaps gaps = new Gaps();

    @BeforeEach
    void start() throws IOException {
        provider.start();
    }

    @AfterEach
    void stop() {
        langsmith.close();
        provider.close();
    }

    private static String post(URI url, byte[] body, String... headers) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofByteArray(body));
            request.headers(headers);
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LedgerEntry request(String trace) {
        return new LedgerEntry(
                Duration.ZERO,
                Duration.ofMillis(20),
                "steady",
                "chat",
                trace,
                "b7ad6b7169203331",
                Optional.of(200),
                Optional.empty(),
                Optional.empty());
    }

    private LlmLog read(CallLog log, Instant zero) {
        return new CallLogReader(List.of(log), Duration.ofMillis(100), gaps)
                .read(zero, List.of(request(TRACE), request(OTHER)))
                .get(0);
    }

    private void answer(int status) {
        provider.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body("""
                        {"id":"1","model":"drill-small","choices":[{"message":{"content":"out"}}],
                        "usage":{"prompt_tokens":1000,"completion_tokens":500}}""")
                .build());
    }

    private static String derived(String trace, int retry) {
        return UUID.nameUUIDFromBytes((trace + "/" + retry).getBytes(UTF_8)).toString();
    }

    @Test
    void calls_of_helicone_lead_to_their_requests_by_id_and_by_property_and_others_to_none() {
        answer(503);
        answer(200);
        answer(200);
        answer(200);
        Instant zero = Instant.now();
        try (Running helicone = Helicone.start(
                Map.of("PORT", "0", "PROVIDER_URL", provider.url("/").toString(), "HELICONE_API_KEY", "gate"))) {
            URI chat = helicone.uri().resolve("/v1/chat/completions");
            byte[] asked = "{\"model\":\"drill-small\",\"messages\":[]}".getBytes(UTF_8);
            String[] key = {"Helicone-Auth", "Bearer gate", "Helicone-Request-Id"};
            post(chat, asked, key[0], key[1], key[2], derived(TRACE, 0));
            post(chat, asked, key[0], key[1], key[2], derived(TRACE, 1));
            post(chat, asked, key[0], key[1], "Helicone-Property-Trace-Id", OTHER);
            post(chat, asked, key[0], key[1]);

            LlmLog log = read(new HeliconeClient(helicone.uri(), "gate"), zero);

            assertThat(log.witness()).isEqualTo(Witness.HELICONE);
            assertThat(log.calls())
                    .extracting(LlmCall::traceId)
                    .containsExactly(Optional.of(TRACE), Optional.of(TRACE), Optional.of(OTHER), Optional.empty());
            assertThat(log.calls()).extracting(LlmCall::failed).containsExactly(true, false, false, false);
            LlmCall second = log.calls().get(1);
            assertThat(second.input()).isEqualTo(1000);
            assertThat(second.cost())
                    .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo(new BigDecimal("0.00045")));
            assertThat(read(new HeliconeClient(helicone.uri(), "gate"), zero.plusSeconds(9))
                            .calls())
                    .as("by another clock: those that lead to a request all the same")
                    .hasSize(3);
            assertThat(read(new HeliconeClient(helicone.uri(), "gate"), zero.plusSeconds(90))
                            .calls())
                    .isEmpty();
            assertThat(gaps.list()).isEmpty();
        }
    }

    @Test
    void log_that_refuses_the_key_is_a_gap() {
        assertThat(read(new LangSmithClient(langsmith.uri(), "stolen", "pipeline"), Instant.EPOCH)
                        .calls())
                .isEmpty();

        assertThat(gaps.list())
                .singleElement()
                .extracting(Gap::reason)
                .asString()
                .contains("403");
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue attribute(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private static byte[] spans(Instant at, boolean failed) throws IOException {
        Span.Builder call = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)))
                .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("00f067aa0ba902b7")))
                .setName("chat drill-small")
                .setStartTimeUnixNano(at.toEpochMilli() * 1_000_000)
                .setEndTimeUnixNano(at.toEpochMilli() * 1_000_000 + 5)
                .addAttributes(attribute("gen_ai.operation.name", "chat"))
                .addAttributes(attribute("gen_ai.response.model", "drill-small"))
                .addAttributes(attribute("gen_ai.usage.input_tokens", 1000))
                .addAttributes(attribute("gen_ai.usage.output_tokens", 500));
        if (failed) {
            call.setStatus(Status.newBuilder()
                    .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage("503"));
        }
        Span.Builder around = Span.newBuilder(call.build()).clearAttributes().setName("POST /v1/chat/completions");
        around.setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("00f067aa0ba902b8")));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            ExportTraceServiceRequest.newBuilder()
                    .addResourceSpans(ResourceSpans.newBuilder()
                            .addScopeSpans(
                                    ScopeSpans.newBuilder().addSpans(call).addSpans(around)))
                    .build()
                    .writeTo(out);
        }
        return zipped.toByteArray();
    }

    private String export(String project, byte[] spans) {
        return post(
                langsmith.uri().resolve("/otel/v1/traces"),
                spans,
                "Content-Type",
                "application/x-protobuf",
                "Content-Encoding",
                "gzip",
                "x-api-key",
                "smith",
                "Langsmith-Project",
                project);
    }

    @Test
    void spans_of_the_model_are_runs_with_trace_tokens_and_cost_and_others_are_not_asked_for() throws IOException {
        Instant zero = Instant.now();
        export("another", spans(zero.plusSeconds(1), false));
        assertThat(export("pipeline", spans(zero.plusSeconds(1), true))).startsWith("200");

        LlmLog log = read(new LangSmithClient(langsmith.uri(), "smith", "pipeline"), zero);

        assertThat(log.calls()).singleElement().satisfies(run -> {
            assertThat(run.traceId()).contains(TRACE);
            assertThat(run.failed()).isTrue();
            assertThat(run.model()).isEqualTo("drill-small");
            assertThat(run.output()).isEqualTo(500);
            assertThat(run.cost())
                    .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo(new BigDecimal("0.00045")));
        });
        assertThat(gaps.list()).isEmpty();
    }

    @Test
    void project_that_nothing_was_sent_to_has_no_runs() throws IOException {
        export("another", spans(Instant.now(), false));

        assertThat(read(new LangSmithClient(langsmith.uri(), "smith", "pipeline"), Instant.EPOCH)
                        .calls())
                .isEmpty();
        assertThat(gaps.list()).isEmpty();
    }

    @Test
    void more_runs_than_a_page_are_all_read() throws IOException {
        for (int i = 0; i < 230; i++) {
            post(
                    langsmith.uri().resolve("/runs"),
                    ("{\"id\":\"" + UUID.randomUUID() + "\",\"trace_id\":\"" + UUID.randomUUID()
                                    + "\",\"name\":\"chat\",\"run_type\":\"llm\",\"session_name\":\"pipeline\",\"start_time\":\""
                                    + Instant.now() + "\"}")
                            .getBytes(UTF_8),
                    "x-api-key",
                    "smith");
        }

        assertThat(read(new LangSmithClient(langsmith.uri(), "smith", "pipeline"), Instant.EPOCH)
                        .calls())
                .hasSize(230)
                .extracting(LlmCall::id)
                .doesNotHaveDuplicates();
    }
}
