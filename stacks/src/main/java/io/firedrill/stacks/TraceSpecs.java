package io.firedrill.stacks;

import static io.firedrill.stacks.Blueprint.JAEGER;
import static io.firedrill.stacks.Blueprint.ZIPKIN;

import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.ComponentSpec.Port;
import io.firedrill.stacks.platform.Place;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Readiness;
import io.firedrill.stacks.platform.VersionQuery;
import io.firedrill.stacks.workspace.TraceStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The trace backends as descriptions that every platform can start; each answers queries on its port {@code query}. */
final class TraceSpecs {
    private TraceSpecs() {}

    /** The backend that the workspace names. */
    static ComponentSpec of(TraceStore store) {
        return switch (store) {
            case JAEGER -> jaeger();
            case ZIPKIN -> zipkin();
        };
    }

    private static ComponentSpec zipkin() {
        return new ComponentSpec(
                ZIPKIN,
                new Program.Zipkin(),
                List.of(new Port("query", 9411)),
                Map.of(),
                place -> List.of(),
                place -> Map.of("QUERY_PORT", Integer.toString(place.port("query")), "STORAGE_TYPE", "mem"),
                Readiness.http("query", "/health"),
                VersionQuery.http("query", "/info", "\"version\":\\s*\"([^\"]+)\""),
                Set.of());
    }

    private static ComponentSpec jaeger() {
        return new ComponentSpec(
                JAEGER,
                new Program.Tool(JAEGER, "jaeger-all-in-one"),
                List.of(
                        new Port("query", 16686),
                        new Port("otlp-grpc", 4317),
                        new Port("otlp-http", 4318),
                        new Port("admin", 14269),
                        new Port("collector", 14250)),
                Map.of(),
                TraceSpecs::jaegerArguments,
                // Jaeger traces its own queries, to whoever listens on localhost:4317.
                place -> Map.of("OTEL_TRACES_SAMPLER", "always_off", "SPAN_STORAGE_TYPE", "memory"),
                Readiness.http("admin", "/"),
                VersionQuery.http("admin", "/metrics", "jaeger_build_info\\{[^}]*[{,]version=\"v?([^\"]+)\""),
                Set.of());
    }

    private static List<String> jaegerArguments(Place place) {
        String any = URI.create("http://" + place.listen("query")).getHost() + ":0";
        return List.of(
                "--memory.max-traces=100000",
                "--admin.http.host-port=" + place.listen("admin"),
                "--query.http-server.host-port=" + place.listen("query"),
                "--collector.otlp.grpc.host-port=" + place.listen("otlp-grpc"),
                "--collector.otlp.http.host-port=" + place.listen("otlp-http"),
                "--collector.grpc-server.host-port=" + place.listen("collector"),
                "--reporter.grpc.host-port=" + place.address(JAEGER, "collector"),
                "--collector.http-server.host-port=" + any,
                "--query.grpc-server.host-port=" + any,
                "--http-server.host-port=" + any,
                "--processor.jaeger-binary.server-host-port=" + any,
                "--processor.jaeger-compact.server-host-port=" + any,
                "--processor.zipkin-compact.server-host-port=" + any);
    }
}
