package io.firedrill.stacks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Metrics metrics = new Metrics();
    private final RequestMetrics requests = new RequestMetrics(metrics.registry());

    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void observation_names_the_current_trace_as_exemplar_of_its_bucket() {
        Span span = Span.wrap(
                SpanContext.create(TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault()));
        try (Scope scope = span.makeCurrent()) {
            requests.observe(200, Duration.ofMillis(180));
        }

        assertThat(page().lines())
                .filteredOn(line -> line.contains("_bucket{") && line.contains("trace_id=\"" + TRACE + "\""))
                .singleElement()
                .asString()
                .startsWith("request_latency_seconds_bucket{status=\"200\",le=\"0.2\"} 1 # {");
    }

    @Test
    void observation_outside_a_trace_has_no_exemplar() {
        requests.observe(200, Duration.ofMillis(180));

        assertThat(page()).contains("le=\"0.2\"} 1\n").doesNotContain("trace_id");
    }

    @Test
    void buckets_are_close_around_the_promised_limit() {
        requests.observe(200, Duration.ofMillis(200));
        requests.observe(200, Duration.ofMillis(201));

        assertThat(page())
                .contains("request_latency_seconds_bucket{status=\"200\",le=\"0.15\"} 0")
                .contains("request_latency_seconds_bucket{status=\"200\",le=\"0.2\"} 1")
                .contains("request_latency_seconds_bucket{status=\"200\",le=\"0.25\"} 2")
                .contains("request_latency_seconds_bucket{status=\"200\",le=\"10.0\"} 2");
    }

    @Test
    void errors_have_their_series_before_the_first_of_them() {
        assertThat(page()).contains("request_latency_seconds_count{status=\"503\"} 0");
    }

    private String page() {
        return metrics.registry().scrape("application/openmetrics-text; version=1.0.0; charset=utf-8");
    }
}
