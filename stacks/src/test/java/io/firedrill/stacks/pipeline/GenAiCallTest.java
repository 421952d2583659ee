package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenAiCallTest {
    private static final ChatRequest REQUEST = ChatRequest.read(Contract.QUESTION.getBytes(UTF_8));

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider sdk = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final Tracer tracer = sdk.get("test");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private GenAiOptions options = GenAiOptions.USUAL;
    private final MockWebServer provider = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.close();
        sdk.close();
    }

    @Test
    void answered_call_is_one_client_span_by_the_conventions() {
        provider.enqueue(answer(200, new String(reply().completion(), UTF_8)));

        client().complete(REQUEST);

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("chat drill-small");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attributes(span))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.request.model", "drill-small")
                .containsEntry("gen_ai.response.id", reply().reply().id())
                .containsEntry("gen_ai.response.model", "drill-small")
                .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
                .containsEntry(
                        "gen_ai.usage.input_tokens", (long) reply().reply().promptTokens())
                .containsEntry(
                        "gen_ai.usage.output_tokens", (long) reply().reply().completionTokens())
                .containsEntry("server.port", (long) provider.getPort())
                .containsEntry("peer.service", "provider")
                .doesNotContainKey("error.type");
    }

    @Test
    void neither_prompt_nor_answer_is_in_the_span() {
        provider.enqueue(answer(200, new String(reply().completion(), UTF_8)));

        client().complete(REQUEST);

        assertThat(onlySpan().toString())
                .doesNotContain(REQUEST.question())
                .doesNotContain(reply().reply().text());
    }

    @Test
    void prompt_and_answer_are_in_the_span_once_asked_for() {
        options = new GenAiOptions(options.prices(), true, false, true);
        provider.enqueue(answer(200, new String(reply().completion(), UTF_8)));

        client().complete(REQUEST);

        assertThat(String.valueOf(attributes(onlySpan()).get("gen_ai.input.messages")))
                .contains(REQUEST.question());
        assertThat(String.valueOf(attributes(onlySpan()).get("gen_ai.output.messages")))
                .contains(reply().reply().text());
    }

    @Test
    void refusals_are_counted_by_what_the_provider_is_out_of() {
        provider.enqueue(answer(429, "{\"error\":{\"code\":\"insufficient_quota\"}}"));
        assertThatThrownBy(() -> client().complete(REQUEST)).isInstanceOf(OpenAiError.class);

        assertThat(refusals("insufficient_quota")).isEqualTo(1);
        assertThat(refusals("rate_limit_exceeded")).isZero();
        assertThat(refusals("other")).isZero();
    }

    @Test
    void prompt_counts_when_it_is_sent_or_when_it_is_answered() {
        provider.enqueue(answer(503, ""));
        assertThatThrownBy(() -> client().complete(REQUEST)).isInstanceOf(OpenAiError.class);
        assertThat(registry.find("gen_ai.client.token.usage").summary()).isNull();

        options = new GenAiOptions(options.prices(), true, true, false);
        provider.enqueue(answer(503, ""));
        assertThatThrownBy(() -> client().complete(REQUEST)).isInstanceOf(OpenAiError.class);
        assertThat(registry.get("gen_ai.client.token.usage").summary().totalAmount())
                .isEqualTo(reply().reply().promptTokens());
    }

    private double refusals(String kind) {
        return registry.get("llm.provider.refusals").tag("kind", kind).counter().count();
    }

    @Test
    void refused_call_is_an_error_with_the_providers_status() {
        provider.enqueue(answer(401, ""));

        assertThatThrownBy(() -> client().complete(REQUEST)).isInstanceOf(OpenAiError.class);

        assertThat(onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes(onlySpan())).containsEntry("error.type", "401");
    }

    @Test
    void unreachable_provider_is_an_error_with_the_exception() {
        provider.close();

        assertThatThrownBy(() -> client().complete(REQUEST)).isInstanceOf(OpenAiError.class);

        assertThat(attributes(onlySpan())).containsEntry("error.type", "java.net.ConnectException");
    }

    @Test
    void caller_that_goes_away_cancels_the_call() {
        provider.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body(reply().events().stream().collect(Collectors.joining("\n\n", "", "\n\n")))
                .build());

        assertThatThrownBy(() -> client().stream(REQUEST, true, event -> {
                    throw new ClientGone(new IOException("closed"));
                }))
                .isInstanceOf(ClientGone.class);

        assertThat(attributes(onlySpan()))
                .containsEntry("error.type", "cancelled")
                .containsKey("gen_ai.response.time_to_first_chunk");
    }

    private ProviderClient client() {
        Upstream upstream = new Upstream(
                "provider",
                new HttpUrl.Builder()
                        .scheme("http")
                        .host("127.0.0.1")
                        .port(provider.getPort())
                        .build(),
                Duration.ofSeconds(5));
        Retries none = new Retries(0, Duration.ZERO, Clock.systemUTC(), () -> 0);
        return new ProviderClient(
                new PatientCalls(upstream, none, wait -> {}),
                upstream,
                "key",
                tracer,
                new GenAiMetrics(registry, options));
    }

    private static ReplyJson reply() {
        return new ReplyJson(REQUEST, Reply.to(REQUEST), Instant.EPOCH);
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private SpanData onlySpan() {
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        return spans.getFinishedSpanItems().get(0);
    }

    private static Map<String, Object> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> ((AttributeKey<?>) entry.getKey()).getKey(), Map.Entry::getValue));
    }
}
