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
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A mesh proxy that is half set up, for defects: by default it takes part in tracing by writing a span of its own into
 * {@code traceparent}, and exports that span nowhere. Told by the environment: {@code PORT}, {@code UPSTREAM_URL}, {@code
 * TRACEPARENT} ({@code own}, {@code drop} or {@code pass}), {@code WAIT} (milliseconds before it passes a request on; 0).
 */
public final class MeshProxy {
    private static final int PARENT_FROM = 36;
    private static final int PARENT_TO = 52;

    private final URI upstream;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String traceparent;
    private final long wait;

    private MeshProxy(URI upstream, String traceparent, long wait) {
        this.upstream = upstream;
        this.traceparent = traceparent;
        this.wait = wait;
    }

    /**
     * Serves until the process is ended.
     *
     * @param arguments none
     * @throws IOException if the port is taken
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> variables = System.getenv();
        MeshProxy proxy = new MeshProxy(
                URI.create(variable("UPSTREAM_URL")),
                variables.getOrDefault("TRACEPARENT", "own"),
                Long.parseLong(variables.getOrDefault("WAIT", "0")));
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(variable("PORT")));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/health", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, -1);
            }
        });
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
            copy(exchange, "traceparent").map(this::passedOn).ifPresent(value -> request.header("traceparent", value));
            Thread.sleep(wait);
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

    private static Optional<String> copy(HttpExchange exchange, String header) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(header));
    }

    private @Nullable String passedOn(String received) {
        return switch (traceparent) {
            case "drop" -> null;
            case "pass" -> received;
            default -> own(received);
        };
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
