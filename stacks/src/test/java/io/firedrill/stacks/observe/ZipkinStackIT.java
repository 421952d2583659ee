package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.fault.ActiveFault;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference pipeline with Zipkin in Jaeger's place. */
class ZipkinStackIT {
    private static final String CLIENT = "00f067aa0ba902b7";
    private static final Instant ZERO = Instant.EPOCH;

    @Test
    void request_is_one_trace_until_the_link_to_zipkin_is_cut(@TempDir Path folder) throws Exception {
        Settings settings = new Settings(Map.of("firedrill.stack", "native"));
        try (Stack stack = Stack.launch(Workspace.read(zipkinWorkspace(folder)), settings, line -> {})) {
            TraceBackend zipkin = new ZipkinClient(stack.endpoints().traces());
            String before = "4bf92f3577b34da6a3ce929d0e0e4711";
            String meanwhile = "4bf92f3577b34da6a3ce929d0e0e4712";

            assertThat(complete(stack, before)).isEqualTo(200);
            assertThat(settled(zipkin, before).spans())
                    .anySatisfy(span -> assertThat(span.parentId()).contains(CLIENT))
                    .extracting(Span::service)
                    .containsOnly("gateway", "inference");

            ActiveFault cut = stack.faults().inject("services->zipkin", new Fault.Refuse(), Duration.ofMinutes(1));
            assertThat(complete(stack, meanwhile)).isEqualTo(200);
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> zipkin.trace(meanwhile, ZERO).isEmpty());
            cut.close();

            assertThat(stack.info().components())
                    .anySatisfy(component -> assertThat(component.toString()).contains("zipkin", "3.5.1"));
        }
    }

    private static Trace settled(TraceBackend zipkin, String id) {
        return await().atMost(Duration.ofSeconds(15))
                .until(() -> zipkin.trace(id, ZERO), ZipkinStackIT::isWhole)
                .orElseThrow();
    }

    private static boolean isWhole(Optional<Trace> trace) {
        return trace.filter(found ->
                        found.spans().stream().map(Span::service).distinct().count() == 2)
                .filter(found ->
                        found.spans().stream().anyMatch(span -> span.parentId().equals(Optional.of(CLIENT))))
                .isPresent();
    }

    private static Path zipkinWorkspace(Path folder) throws IOException {
        Path reference = Path.of("reference").toAbsolutePath();
        try (var files = Files.walk(reference)) {
            for (Path file : files.sorted().toList()) {
                Path copy = folder.resolve(reference.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Path workspace = folder.resolve("firedrill.yaml");
        String written = Files.readString(workspace);
        Files.writeString(
                workspace,
                written.replace(
                        "\n  collector: collector.yaml\n",
                        "\n  collector: collector.yaml\n  traces: {backend: zipkin}\n"));
        return workspace;
    }

    private static int complete(Stack stack, String traceId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        stack.endpoints().entry().orElseThrow().resolve("/v1/chat/completions"))
                .header("Authorization", "Bearer drill-key")
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + traceId + "-" + CLIENT + "-01")
                .POST(BodyPublishers.ofString(
                        stack.workspace().system().warmUp().body()))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
