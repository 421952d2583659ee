package io.firedrill.scenarios.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A chat completion server that remembers whom it has seen, and answers as it is told. */
final class Respondent implements AutoCloseable {
    static final String PLAIN = "{\"choices\":[],\"usage\":{\"total_tokens\":42}}";
    static final String STREAM =
            "data: {\"choices\":[{}]}\n\ndata: {\"choices\":[],\"usage\":{\"total_tokens\":7}}\n\ndata: [DONE]\n\n";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> traceparents = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    private Respondent(Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            traceparents.add(exchange.getRequestHeaders().getFirst("traceparent"));
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            behaviour.answer(exchange, request.contains("\"stream\":true"), traceparents.size());
        });
        server.start();
    }

    static Respondent start(Behaviour behaviour) throws IOException {
        return new Respondent(behaviour);
    }

    static void ok(HttpExchange exchange, boolean streaming, int number) throws IOException {
        send(exchange, 200, streaming ? STREAM : PLAIN);
    }

    static void send(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/chat/completions");
    }

    List<String> traceparents() {
        return traceparents;
    }

    List<String> keys() {
        return keys;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    interface Behaviour {
        void answer(HttpExchange exchange, boolean streaming, int number) throws IOException;
    }
}
