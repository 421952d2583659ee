package io.firedrill.scenarios.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A stand-in within the fork that the load generator warms up against, so that its first real requests are not slow and
 * the target has not seen one before its time. Thread-safe.
 */
final class Rehearsal implements Closeable {
    private static final String USAGE = "{\"prompt_tokens\":1,\"completion_tokens\":0,\"total_tokens\":1}";
    private static final byte[] PLAIN = ascii("{\"model\":\"m\",\"choices\":[],\"usage\":" + USAGE + "}");
    private static final byte[] STREAM =
            ascii("data: {\"choices\":[]}\n\ndata: {\"model\":\"m\",\"usage\":" + USAGE + "}\n\ndata: [DONE]\n\n");

    private final HttpServer server;

    Rehearsal() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Rehearsal::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/chat/completions";
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean streaming = request.contains("\"stream\":true");
            byte[] body = streaming ? STREAM : PLAIN;
            exchange.getResponseHeaders().add("Content-Type", streaming ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
