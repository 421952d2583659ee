package io.firedrill.stacks.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for Sentry: a real HTTP server that takes what SDKs send and tells it again by the API that the real one has.
 *
 * <p><b>Contract</b> (Sentry's developer and API documentation, 2026-08; sentry-java 8.63): {@code POST /api/PROJECT/envelope/} with
 * {@code X-Sentry-Auth: Sentry sentry_version=7, sentry_key=...}, plain or gzip, items {@code event} and {@code client_report}, any
 * other one taken and left alone; 200 with the event's id, 400 for what is no envelope, 401 without a key. {@code GET
 * /api/0/projects/ORGANIZATION/PROJECT/events/} in pages with a {@code Link} header, and {@code GET
 * /api/0/organizations/ORGANIZATION/stats_v2/} for what SDKs discarded and what was turned away, with a bearer token, 401 without. Issues: {@link
 * Grouping}. While it is {@link #limit limited}, an error is answered 429 with {@code Retry-After} and {@code X-Sentry-Rate-Limits}, and
 * counted as {@code rate_limited}; reports of SDKs are taken all the same. Outages are faults of its link.
 *
 * <p><b>Left out</b>: transactions, sessions, logs, attachments and minidumps, source maps, data scrubbing, quotas, the names of
 * organizations and projects (any is known), and that the real one takes some seconds to tell what it has taken. Thread-safe.
 */
public final class SentryStandIn implements AutoCloseable {
    private static final Pattern ENVELOPE = Pattern.compile("/api/(\\d+)/envelope/");
    private static final Pattern EVENTS = Pattern.compile("/api/0/projects/[^/]+/[^/]+/events/");
    private static final Pattern STATS = Pattern.compile("/api/0/organizations/[^/]+/stats_v2/");
    private static final Pattern KEY = Pattern.compile("sentry_key=\\w+");
    private static final Pattern CURSOR = Pattern.compile("(?:^|&)cursor=0(?::|%3A)(\\d+)(?::|%3A)0");
    private static final int LARGEST = 40 << 20;
    private static final int PAGE = 100;

    /** How many seconds SDKs are told to wait: no shorter time can be told. */
    private static final String PAUSE = "1";

    private final HttpServer server;
    private final Clock clock;
    private final Received received = new Received();
    private final AtomicBoolean limited = new AtomicBoolean();
    private final ExecutorService threads = Executors.newCachedThreadPool(SentryStandIn::thread);

    private SentryStandIn(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Listens on a free port.
     *
     * @param bind where
     * @param clock says when events are received
     * @return what listens
     * @throws StackException if it cannot
     */
    public static SentryStandIn start(InetAddress bind, Clock clock) {
        try {
            SentryStandIn standIn = new SentryStandIn(HttpServer.create(new InetSocketAddress(bind, 0), 0), clock);
            standIn.server.createContext("/", standIn::handle);
            standIn.server.setExecutor(standIn.threads);
            standIn.server.start();
            return standIn;
        } catch (IOException e) {
            throw new StackException("Nothing can listen on " + bind + ": " + e.getMessage(), e);
        }
    }

    /**
     * Where it listens.
     *
     * @return the bound address
     */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Where its API is.
     *
     * @return a base URL
     */
    public URI url() {
        return URI.create("http://" + address().getAddress().getHostAddress() + ":"
                + address().getPort());
    }

    /**
     * Takes no more errors, as when a quota is spent, or takes them again.
     *
     * @param on whether it is limited from now on
     */
    public void limit(boolean on) {
        limited.set(on);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
            String path = exchange.getRequestURI().getRawPath();
            if (ENVELOPE.matcher(path).matches() && exchange.getRequestMethod().equals("POST")) {
                take(exchange, body);
            } else if (EVENTS.matcher(path).matches()) {
                tell(exchange, this::events);
            } else if (STATS.matcher(path).matches()) {
                tell(exchange, any -> received.stats());
            } else {
                answer(exchange, 404, detail("The requested resource does not exist"));
            }
        }
    }

    private void take(HttpExchange exchange, byte[] body) throws IOException {
        String auth = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Sentry-Auth"))
                .orElse("");
        if (!KEY.matcher(auth).find()) {
            answer(exchange, 401, detail("missing authorization information"));
            return;
        }
        if (body.length > LARGEST) {
            answer(exchange, 413, detail("envelope exceeded size limits"));
            return;
        }
        String encoding = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                .orElse("");
        try {
            Envelope envelope = Envelope.read(body, encoding);
            if (limited.get() && received.turnAway(envelope)) {
                exchange.getResponseHeaders().set("Retry-After", PAUSE);
                exchange.getResponseHeaders().set("X-Sentry-Rate-Limits", PAUSE + ":error:organization");
                answer(exchange, 429, detail("rate limit exceeded"));
            } else {
                answer(exchange, 200, received.add(envelope, clock.instant()));
            }
        } catch (IOException e) {
            answer(exchange, 400, detail("invalid envelope: " + e.getMessage()));
        }
    }

    private interface Told {
        JsonNode to(HttpExchange exchange);
    }

    private static void tell(HttpExchange exchange, Told told) throws IOException {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        if (authorization.matches("Bearer \\S+")) {
            answer(exchange, 200, told.to(exchange));
        } else {
            answer(exchange, 401, detail("Authentication credentials were not provided."));
        }
    }

    /** The newest first; the header says whether there are more. */
    private JsonNode events(HttpExchange exchange) {
        Matcher cursor = CURSOR.matcher(
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        int from = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        boolean more = received.page(from, PAGE, page);
        String next = "0:" + (from + PAGE) + ":0";
        exchange.getResponseHeaders()
                .set(
                        "Link",
                        "<%s%s?cursor=%s>; rel=\"next\"; results=\"%s\"; cursor=\"%s\""
                                .formatted(url(), exchange.getRequestURI().getRawPath(), next, more, next));
        return page;
    }

    private static ObjectNode detail(String text) {
        return JsonNodeFactory.instance.objectNode().put("detail", text);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "sentry");
        thread.setDaemon(true);
        return thread;
    }
}
