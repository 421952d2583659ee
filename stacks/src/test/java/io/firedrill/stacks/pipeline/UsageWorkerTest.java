package io.firedrill.stacks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageWorkerTest {
    private static final Usage USAGE = new Usage("chatcmpl-1", "drill-small", 1, 2, Optional.empty());

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider sdk = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final Tracer tracer = sdk.get("test");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MemoryStore store = new MemoryStore();
    private final UsageWorker worker = new UsageWorker(store, 2, Duration.ofMillis(5), tracer, registry);

    @AfterEach
    void stop() {
        worker.close();
        sdk.close();
    }

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void record_is_stored_in_the_trace_of_its_request() {
        Span request = tracer.spanBuilder("request").startSpan();
        try (Scope scope = request.makeCurrent()) {
            worker.add(USAGE);
        }

        await().untilAsserted(() -> assertThat(spans.getFinishedSpanItems()).hasSize(1));
        assertThat(store.charged).containsExactly(USAGE);
        assertThat(spans.getFinishedSpanItems().get(0).getTraceId())
                .isEqualTo(request.getSpanContext().getTraceId());
        assertThat(spans.getFinishedSpanItems().get(0).getParentSpanId())
                .isEqualTo(request.getSpanContext().getSpanId());
    }

    @Test
    void record_waits_for_a_store_that_is_away() {
        store.away = true;
        worker.add(USAGE);
        await().untilAsserted(() -> assertThat(spans.getFinishedSpanItems()).isNotEmpty());

        store.away = false;

        await().untilAsserted(() -> assertThat(counter("usage.written")).isEqualTo(1));
        assertThat(store.charged).containsExactly(USAGE);
        assertThat(spans.getFinishedSpanItems())
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
    }

    @Test
    void record_that_has_no_place_is_dropped_and_counted() {
        store.away = true;
        worker.add(USAGE);
        await().untilAsserted(() -> assertThat(spans.getFinishedSpanItems()).isNotEmpty());

        worker.add(USAGE);
        worker.add(USAGE);
        worker.add(USAGE);

        assertThat(registry.get("usage.queue.depth").gauge().value()).isEqualTo(2);
        assertThat(counter("usage.dropped")).isEqualTo(1);
    }

    @Test
    void closing_stores_what_waits() {
        worker.add(USAGE);
        worker.add(USAGE);

        worker.close();

        assertThat(store.charged).hasSize(2);
    }

    private double counter(String name) {
        return registry.get(name).counter().count();
    }
}
