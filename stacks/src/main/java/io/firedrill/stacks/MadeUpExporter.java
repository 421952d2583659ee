package io.firedrill.stacks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;

/** Answers scrapes with samples that are made up, in Prometheus' text format 0.0.4. Thread-safe. */
final class MadeUpExporter implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newSingleThreadExecutor(MadeUpExporter::thread);
    private final LongFunction<String> samples;

    private MadeUpExporter(HttpServer server, LongFunction<String> samples) {
        this.server = server;
        this.samples = samples;
    }

    /** {@code samples}: by the instant of the scrape, in milliseconds since the epoch; called by one thread. */
    static MadeUpExporter start(InetAddress bind, LongFunction<String> samples) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(bind, 0), 0);
            MadeUpExporter exporter = new MadeUpExporter(server, samples);
            server.createContext("/metrics", exporter::answer);
            server.setExecutor(exporter.threads);
            server.start();
            return exporter;
        } catch (IOException e) {
            throw new StackException("Made-up series cannot be exported on " + bind + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = samples.apply(Clock.systemUTC().millis()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "made-up-exporter");
        thread.setDaemon(true);
        return thread;
    }
}
