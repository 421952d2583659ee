package io.firedrill.stacks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    @Test
    void connection_that_cannot_be_had_is_a_failed_client_span_of_the_database() throws Exception {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (SdkTracerProvider sdk = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build();
                Connections connections = new Connections(
                        "jdbc:postgresql://127.0.0.1:" + closed + "/pipeline",
                        "pipeline",
                        "pipeline",
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1200),
                        sdk.get("test"),
                        metrics)) {
            assertThat(metrics.get("hikaricp.connections").gauge().value()).isZero();
            assertThatThrownBy(connections::open).isInstanceOf(SQLException.class);
            assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
                assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
                assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                assertThat(span.getAttributes().get(AttributeKey.stringKey("db.system.name")))
                        .isEqualTo("postgresql");
                assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                        .startsWith("java.sql.");
                assertThat(Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos()))
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
            });
        }
    }
}
