package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagesTest {
    @Test
    void defaults_are_upstream_in_the_versions_that_are_built_natively() {
        assertThat(Images.of(Map.of(), Optional.empty()).names())
                .containsOnly(
                        Map.entry("alertmanager", "prom/alertmanager:v0.34.2"),
                        Map.entry("grafana", "grafana/grafana:12.1.1"),
                        Map.entry("jaeger", "jaegertracing/all-in-one:1.62.0"),
                        Map.entry("otelcol", "otel/opentelemetry-collector-contrib:0.165.0"),
                        Map.entry("postgres", "postgres:17.6"),
                        Map.entry("prometheus", "prom/prometheus:v3.16.0"),
                        Map.entry("toxiproxy", "ghcr.io/shopify/toxiproxy:2.5.0"),
                        Map.entry("zipkin", "openzipkin/zipkin:3.5.1"));
    }

    @Test
    void prefix_takes_the_place_of_the_registry() {
        Images images = Images.of(Map.of(), Optional.of("registry.example.com/mirror"));

        assertThat(images.of("prometheus")).isEqualTo("registry.example.com/mirror/prom/prometheus:v3.16.0");
        assertThat(images.of("postgres")).isEqualTo("registry.example.com/mirror/postgres:17.6");
        assertThat(images.of("toxiproxy")).isEqualTo("registry.example.com/mirror/shopify/toxiproxy:2.5.0");
    }

    @Test
    void configured_image_stands_as_written_even_with_a_prefix() {
        Images images = Images.of(
                Map.of("jaeger", "localhost:5000/jaeger@sha256:0123", "postgres", "localhost:5000/postgres"),
                Optional.of("mirror/"));

        assertThat(images.of("jaeger")).isEqualTo("localhost:5000/jaeger@sha256:0123");
        assertThat(images.of("postgres")).as("not every tag there is").isEqualTo("localhost:5000/postgres:latest");
        assertThat(images.of("prometheus")).isEqualTo("mirror/prom/prometheus:v3.16.0");
    }

    @Test
    void misspelt_tool_is_named_with_the_nearest() {
        assertThatThrownBy(() -> Images.of(Map.of("promethues", "x"), Optional.empty()))
                .isInstanceOf(StackException.class)
                .hasMessage("stack.images.promethues (firedrill.image.promethues): there is no such tool;"
                        + " did you mean 'prometheus'?");
    }
}
