package io.firedrill.stacks.observe;

import io.firedrill.stacks.platform.RealProcess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Jaeger of its own on loopback, that keeps everything. */
final class RealJaeger implements AutoCloseable {
    private final RealProcess process;
    private final URI query;
    private final URI otlp;

    private RealJaeger(RealProcess process, URI query, URI otlp) {
        this.process = process;
        this.query = query;
        this.otlp = otlp;
    }

    static RealJaeger start() {
        List<Integer> ports = RealProcess.freePorts(12);
        List<String> flags = List.of(
                "query.http-server.host-port",
                "collector.otlp.http.host-port",
                "query.grpc-server.host-port",
                "collector.otlp.grpc.host-port",
                "collector.grpc-server.host-port",
                "collector.http-server.host-port",
                "admin.http.host-port",
                "processor.jaeger-binary.server-host-port",
                "processor.jaeger-compact.server-host-port",
                "processor.zipkin-compact.server-host-port",
                "http-server.host-port");
        List<String> words = new ArrayList<>(
                List.of(RealProcess.binary("jaeger", "jaeger-all-in-one").toString(), "--memory.max-traces=200000"));
        for (int i = 0; i < flags.size(); i++) {
            words.add("--" + flags.get(i) + "=127.0.0.1:" + ports.get(i));
        }
        URI query = URI.create("http://127.0.0.1:" + ports.get(0));
        URI otlp = URI.create("http://127.0.0.1:" + ports.get(1));
        Map<String, String> environment = Map.of("OTEL_TRACES_SAMPLER", "always_off", "SPAN_STORAGE_TYPE", "memory");
        return new RealJaeger(RealProcess.start(words, environment, query.resolve("/api/services")), query, otlp);
    }

    URI query() {
        return query;
    }

    void store(List<Sent> spans) {
        store(Sent.otlp(spans));
    }

    void store(String otlpJson) {
        new HttpJson("otlp", otlp)
                .write("/v1/traces", otlpJson.getBytes(StandardCharsets.UTF_8), "application/json", Map.of());
    }

    @Override
    public void close() {
        process.close();
    }
}
