package io.firedrill.scenarios.defect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that is half set up, for defects. Told by the environment: {@code PORT}, {@code UPSTREAM_URL}, and
 * {@code MISTAKE}:
 *
 * <ul>
 *   <li>{@code spans}: it takes part in tracing by writing a span of its own into {@code traceparent}, and exports that span
 *       nowhere;
 *   <li>{@code drop}: it drops {@code traceparent};
 *   <li>{@code waits}: it keeps each request for 300 ms, which no span shows;
 *   <li>{@code retries}: it sends every fifth request twice at the same time, and takes one of the answers;
 *   <li>{@code labels}: on {@code /metrics} it counts requests by their trace;
 *   <li>{@code timestamps}: on {@code /metrics} it says of its count that it is of a quarter of a minute ago;
 *   <li>{@code streams}: it collects small pieces of an answer before it passes them on, as it always does, and nothing else.
 * </ul>
 */
public final class MeshProxy {
    private static final long WAIT = 300;
    private static final int HEDGED = 5;
    private static final long OLD = 15_000;
    private static final int TRACE_FROM = 3;
    private static final int TRACE_TO = 35;
    private static final int PARENT_FROM = 36;
    private static final int PARENT_TO = 52;

    private final URI upstream;
    private final String mistake;
    private final AtomicLong passed = new AtomicLong();
    private final Queue<String> traces = new ConcurrentLinkedQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private MeshProxy(URI upstream, String mistake) {
        this.upstream = upstream;
        this.mistake = mistake;
    }

    /**
     * Serves until the process is ended.
     *
     * @param arguments none
     * @throws IOException if the port is taken
     */
    public static void main(String[] arguments) throws IOException {
        MeshProxy proxy = new MeshProxy(URI.create(variable("UPSTREAM_URL")), variable("MISTAKE"));
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(variable("PORT")));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/health", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.createContext("/metrics", proxy::metrics);
        server.createContext("/", proxy::pass);
        server.start();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            upstream.resolve(exchange.getRequestURI().toString()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            copy(exchange, "Content-Type").ifPresent(value -> request.header("Content-Type", value));
            copy(exchange, "Authorization").ifPresent(value -> request.header("Authorization", value));
            copy(exchange, "traceparent").map(this::sent).ifPresent(value -> request.header("traceparent", value));
            if (mistake.equals("waits")) {
                Thread.sleep(WAIT);
            }
            hedge(request.build());
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            try (InputStream in = answer.body();
                    OutputStream out = exchange.getResponseBody()) {
                in.transferTo(out);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Few, and nobody waits for them: it is the counting that is wrong, not the speed. */
    private void hedge(HttpRequest request) {
        if (mistake.equals("retries") && passed.incrementAndGet() % HEDGED == 0) {
            CompletableFuture<?> unused = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    private void metrics(HttpExchange exchange) throws IOException {
        String counts = mistake.equals("timestamps") ? oldCount() : countsByTrace();
        byte[] body = ("# TYPE mesh_requests_total counter\n" + counts).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String countsByTrace() {
        StringBuilder counts = new StringBuilder();
        traces.forEach(trace ->
                counts.append("mesh_requests_total{trace_id=\"").append(trace).append("\"} 1\n"));
        return counts.toString();
    }

    private String oldCount() {
        long then = System.currentTimeMillis() - OLD;
        return "mesh_requests_total " + traces.size() + " " + then + "\n";
    }

    private @Nullable String sent(String traceparent) {
        traces.add(traceparent.substring(TRACE_FROM, TRACE_TO));
        return switch (mistake) {
            case "spans" -> own(traceparent);
            case "drop" -> null;
            default -> traceparent;
        };
    }

    private static Optional<String> copy(HttpExchange exchange, String header) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(header));
    }

    /** The same trace, with a parent that nobody will ever see. */
    private static String own(String traceparent) {
        long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        return traceparent.substring(0, PARENT_FROM)
                + HexFormat.of().toHexDigits(id)
                + traceparent.substring(PARENT_TO);
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " must be set"));
    }
}
