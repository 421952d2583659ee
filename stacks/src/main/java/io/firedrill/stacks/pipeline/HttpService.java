package io.firedrill.stacks.pipeline;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of a service: chat completions, {@code /health} and {@code /metrics} on one port. Thread-safe.
 *
 * @param chat answers chat completions
 * @param healthy whether it can serve
 * @param metrics what {@code /metrics} shows
 * @param held closed after the server, in this order
 */
record HttpService(ChatEndpoint.Chat chat, BooleanSupplier healthy, Metrics metrics, List<Runnable> held) {
    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);

    /** Enough for a slow dependency's queue at some dozens of requests a second; idle ones cost nothing. */
    private static final int THREADS = 200;

    static final String CHAT = "/v1/chat/completions";
    private static final int MAX_REQUEST_BYTES = 4_000_000;

    HttpService {
        held = List.copyOf(held);
    }

    /** Listens on {@code HOST} (loopback if not set) and {@code PORT}. */
    Running start(Environment environment) {
        return listen(environment, this::routes, held);
    }

    private void routes(Javalin app) {
        app.get("/health", this::health);
        app.get("/metrics", metrics::page);
        app.post(CHAT, new ChatEndpoint(chat, new RequestMetrics(metrics.registry())));
        app.error(404, HttpService::unknown);
        app.error(405, HttpService::unknown);
    }

    /** The same for a service with other routes. {@code held}: closed after the server, in this order. */
    static Running listen(Environment environment, Consumer<Javalin> routes, List<Runnable> held) {
        String host = environment.text("HOST", "127.0.0.1");
        Javalin app = Javalin.create(HttpService::configure);
        routes.accept(app);
        app.start(host, environment.port("PORT"));
        return new Running() {
            @Override
            public URI uri() {
                return URI.create("http://" + host + ":" + app.port());
            }

            @Override
            public void close() {
                app.stop();
                held.forEach(HttpService::release);
            }
        };
    }

    private static void configure(JavalinConfig config) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.disableCompression();
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = MAX_REQUEST_BYTES;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 8, 30_000);
        config.jetty.modifyServer(server -> server.setStopTimeout(0));
    }

    private void health(Context context) {
        boolean serves = healthy.getAsBoolean();
        context.status(serves ? 200 : 503).result(serves ? "ok\n" : "not ready\n");
    }

    /** Not when the chat itself has answered so: a model may be unknown too. */
    private static void unknown(Context context) {
        if (!context.method().name().equals("POST") || !context.path().equals(CHAT)) {
            String message = "Unknown request URL: " + context.method() + " " + context.path() + ".";
            OpenAiError error = OpenAiError.of(context.statusCode(), "invalid_request_error", "unknown_url", message);
            context.contentType("application/json").result(error.body());
        }
    }

    private static void release(Runnable held) {
        try {
            held.run();
        } catch (RuntimeException e) {
            LOG.warn("cannot close", e);
        }
    }
}
