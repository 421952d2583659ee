package io.firedrill.stacks.pipeline;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * One call of the model, retries and the whole stream included, as a span and metrics by OpenTelemetry's GenAI conventions
 * (semantic-conventions-genai, development, 2026-08). Neither the prompt nor the answer is in it, unless that was asked for. Confined.
 *
 * <p>The span's kind is CLIENT, as the convention has it, and not INTERNAL: what passes in it besides the HTTP calls below
 * (waits between retries, the rest of a stream) is time spent on the provider. Its {@code peer.service} says so to readers
 * of traces, who otherwise only learn it from the HTTP spans.
 */
final class GenAiCall implements AutoCloseable, PatientCalls.Attempts {
    static final String OPERATION = "chat";

    /** The convention's name for whoever speaks this API. */
    static final String PROVIDER = "openai";

    private final ChatRequest request;
    private final GenAiMetrics metrics;
    private final long start = System.nanoTime();
    private final Span span;
    private boolean streamed;
    private String errorType = "";

    GenAiCall(ChatRequest request, HttpUrl url, Tracer tracer, GenAiMetrics metrics) {
        this.request = request;
        this.metrics = metrics;
        this.span = tracer.spanBuilder(OPERATION + " " + request.model())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("gen_ai.operation.name", OPERATION)
                .setAttribute("gen_ai.provider.name", PROVIDER)
                .setAttribute("gen_ai.request.model", request.model())
                .setAttribute("server.address", url.host())
                .setAttribute("server.port", (long) url.port())
                .setAttribute("peer.service", "provider")
                .startSpan();
        if (request.streams()) {
            span.setAttribute("gen_ai.request.stream", true);
        }
        if (metrics.options().capturesContent()) {
            span.setAttribute("gen_ai.input.messages", Json.messages(request.messages()));
        }
        request.maxTokens().ifPresent(most -> span.setAttribute("gen_ai.request.max_tokens", (long) most));
    }

    /** To be made current around the HTTP calls. */
    Span span() {
        return span;
    }

    /** Another chunk of a stream came. */
    void chunk() {
        if (!streamed) {
            streamed = true;
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            span.setAttribute("gen_ai.response.time_to_first_chunk", waited.toNanos() / 1e9);
            metrics.firstChunk(request.model(), waited);
        }
    }

    void succeeded(Completion completion) {
        span.setAttribute("gen_ai.response.id", completion.id());
        span.setAttribute("gen_ai.response.model", completion.model());
        span.setAttribute(
                AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of(completion.finishReason()));
        if (metrics.options().capturesContent()) {
            span.setAttribute(
                    "gen_ai.output.messages",
                    Json.messages(List.of(new ChatRequest.Message("assistant", completion.text()))));
        }
        if (metrics.options().countsStreams() || !request.streams()) {
            span.setAttribute("gen_ai.usage.input_tokens", completion.inputTokens());
            span.setAttribute("gen_ai.usage.output_tokens", completion.outputTokens());
            metrics.used(metrics.usage(completion));
        }
    }

    @Override
    public void sending() {
        metrics.sending(request);
    }

    @Override
    public void answered(Response response) throws IOException {
        metrics.limits(response.headers());
        if (response.code() == 429) {
            metrics.refused(Refusal.code(response));
        }
    }

    void failed(String type, String text) {
        errorType = type;
        span.setAttribute("error.type", type);
        span.setStatus(StatusCode.ERROR, text);
    }

    @Override
    public void close() {
        metrics.operation(request.model(), Duration.ofNanos(System.nanoTime() - start), errorType);
        span.end();
    }
}
