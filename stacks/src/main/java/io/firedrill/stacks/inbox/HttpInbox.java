package io.firedrill.stacks.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firedrill.stacks.inbox.HttpService.Decoded;
import io.firedrill.stacks.inbox.InboxBehaviour.Answer;
import io.firedrill.stacks.inbox.InboxBehaviour.Hang;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server for every service that is reached by HTTP. The path says which service and which receiver:
 * {@code POST /slack/oncall}. Thread-safe.
 */
final class HttpInbox implements AutoCloseable {
    private static final String SENDER = "from=";
    private static final int LARGEST_BODY = 32 << 20;
    private static final List<HttpService> SERVICES =
            List.of(new WebhookService(), new SlackService(), new PagerDutyService());

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(HttpInbox::thread);
    private final Journal journal;
    private final Behaviours behaviours;
    private final Clock clock;

    private final Doorkeeper doorkeeper;

    private HttpInbox(HttpServer server, Doorkeeper doorkeeper, Journal journal, Behaviours behaviours, Clock clock) {
        this.server = server;
        this.doorkeeper = doorkeeper;
        this.journal = journal;
        this.behaviours = behaviours;
        this.clock = clock;
    }

    /**
     * Lets in whoever shows the token. Others leave no trace in the journal: what a stranger sends is no notification.
     *
     * @param bearer the token; empty if anybody may
     */
    record Doorkeeper(Optional<String> bearer) {
        boolean admits(HttpExchange exchange) {
            byte[] shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .getBytes(StandardCharsets.UTF_8);
            return bearer.map(token -> ("Bearer " + token).getBytes(StandardCharsets.UTF_8))
                    .map(wanted -> MessageDigest.isEqual(wanted, shown))
                    .orElse(true);
        }

        @Override
        public String toString() {
            return "Doorkeeper";
        }
    }

    static HttpInbox start(
            InetSocketAddress bind, Doorkeeper doorkeeper, Journal journal, Behaviours behaviours, Clock clock)
            throws IOException {
        HttpServer server = HttpServer.create(bind, 0);
        HttpInbox inbox = new HttpInbox(server, doorkeeper, journal, behaviours, clock);
        server.createContext("/", inbox::handle);
        server.setExecutor(inbox.threads);
        server.start();
        return inbox;
    }

    static String path(String integration, String receiver) {
        HttpService service = SERVICES.stream()
                .filter(each -> each.integration().equals(integration))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no integration is called " + integration));
        return "/" + integration + "/" + Carried.encoded(receiver) + service.suffix();
    }

    /** The same, for one sender of several. */
    static String path(String integration, String receiver, String sender) {
        return path(integration, receiver) + "?" + SENDER + Carried.encoded(sender);
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            if (!doorkeeper.admits(exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            judge(exchange, clock.instant(), body);
        }
    }

    private void judge(HttpExchange exchange, Instant at, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        Optional<Target> target = target(path);
        if (target.isEmpty()) {
            Message message = Message.unreadable("the path must be a service and one receiver, but was " + path);
            journal.add(new Journal.Received(at, "", "unknown", message, 404, locator(path), sender(exchange)));
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        Decoded decoded = body.length > LARGEST_BODY
                ? new Decoded(
                        Message.unreadable("the body must be at most " + LARGEST_BODY + " bytes"), Reply.empty(413))
                : target.get().service().read(body);
        String receiver = target.get().receiver();
        String integration = target.get().service().integration();
        InboxBehaviour now = behaviours.of(receiver, integration);
        int answered = now instanceof Answer answer
                ? reply(target.get(), decoded, answer).status()
                : 0;
        journal.add(new Journal.Received(
                at, receiver, integration, decoded.message(), answered, locator(path), sender(exchange)));
        if (now instanceof Answer answer) {
            send(exchange, reply(target.get(), decoded, answer), answer);
        } else if (now instanceof Hang) {
            behaviours.awaitEndOfHang(receiver, integration);
        }
    }

    private static Reply reply(Target target, Decoded decoded, Answer answer) {
        return answer.takes() ? decoded.reply() : target.service().fail(answer.status());
    }

    private static void send(HttpExchange exchange, Reply reply, Answer answer) throws IOException {
        answer.retryAfter()
                .ifPresent(wait -> exchange.getResponseHeaders().set("Retry-After", Long.toString(wait.toSeconds())));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            exchange.getResponseHeaders().set("Content-Type", reply.type());
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** {@code /pagerduty/oncall/v2/enqueue} is PagerDuty for {@code oncall}. */
    private static Optional<Target> target(String path) {
        for (HttpService service : SERVICES) {
            String before = "/" + service.integration() + "/";
            if (path.startsWith(before) && path.endsWith(service.suffix())) {
                int end = path.length() - service.suffix().length();
                String receiver = before.length() <= end ? path.substring(before.length(), end) : "";
                if (!receiver.isEmpty() && !receiver.contains("/")) {
                    return Optional.of(new Target(service, Carried.decoded(receiver)));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sender(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                .filter(query -> query.startsWith(SENDER))
                .map(query -> Carried.decoded(query.substring(SENDER.length())));
    }

    private String locator(String path) {
        return Inbox.http(address()) + path;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "http-inbox");
        thread.setDaemon(true);
        return thread;
    }

    private record Target(HttpService service, String receiver) {}
}
