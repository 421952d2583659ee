package io.firedrill.stacks.pipeline;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A service's metrics and their page. Exemplars name the trace that is current when a value is recorded. Thread-safe. */
final class Metrics {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new CurrentSpan());

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Answers with OpenMetrics to who asks for it, which alone can carry exemplars, else with Prometheus's text. */
    void page(Context context) throws IOException {
        String accept = context.header("Accept");
        String type = accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        ByteArrayOutputStream page = new ByteArrayOutputStream(16_384);
        registry.scrape(page, type);
        context.contentType(type).result(page.toByteArray());
    }

    private static final class CurrentSpan implements SpanContext {
        @Override
        public @Nullable String getCurrentTraceId() {
            return valid() ? Span.current().getSpanContext().getTraceId() : null;
        }

        @Override
        public @Nullable String getCurrentSpanId() {
            return valid() ? Span.current().getSpanContext().getSpanId() : null;
        }

        @Override
        public boolean isCurrentSpanSampled() {
            return Span.current().getSpanContext().isSampled();
        }

        @Override
        public void markCurrentSpanAsExemplar() {
            // Sampling is decided before, by the caller's flag: nothing to keep from being dropped.
        }

        private static boolean valid() {
            return Span.current().getSpanContext().isValid();
        }
    }
}
