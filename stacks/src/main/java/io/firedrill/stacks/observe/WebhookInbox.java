package io.firedrill.stacks.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that stands where a team's receiver would stand, and records each notification it is sent. The
 * Alertmanager receiver is the path: {@code POST /oncall}. It answers 200 also when it finds problems, because most
 * real receivers do; a body that is no JSON is answered with 400, and recorded as well.
 *
 * <p><b>Contract</b> (Alertmanager 0.34 {@code webhook_config}, payload version 4; {@code notify/webhook} and
 * {@code template.Data}): {@code version} is {@code "4"}; {@code groupKey}, {@code receiver} and {@code externalURL}
 * are not empty; {@code status} is {@code firing} if an alert fires, else {@code resolved}; {@code groupLabels},
 * {@code commonLabels} and {@code commonAnnotations} are objects; {@code truncatedAlerts} counts what was left out;
 * each of {@code alerts} has {@code status}, {@code labels} with {@code alertname}, {@code startsAt},
 * {@code fingerprint}, and {@code endsAt} once resolved. Beyond that, {@code receiver} must be the one in the path, and
 * no text may hold what a failed template leaves behind. Each breach becomes one of {@link Notification#problems()}.
 *
 * <p>Thread-safe.
 */
public final class WebhookInbox implements AutoCloseable {
    private static final int LARGEST_BODY = 32 << 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(WebhookInbox::thread);
    private final Clock clock;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Object change = new Object();
    private InboxBehaviour behaviour = InboxBehaviour.HEALTHY;
    private boolean closed;

    private WebhookInbox(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Starts an inbox on a free port.
     *
     * @param bind the address to listen on: loopback, or the bridge that containers reach
     * @return the running inbox
     * @throws StackException if it cannot listen there
     */
    public static WebhookInbox start(InetAddress bind) {
        return start(bind, Clock.systemUTC());
    }

    static WebhookInbox start(InetAddress bind, Clock clock) {
        try {
            WebhookInbox inbox = new WebhookInbox(HttpServer.create(new InetSocketAddress(bind, 0), 0), clock);
            inbox.server.createContext("/", inbox::handle);
            inbox.server.setExecutor(inbox.threads);
            inbox.server.start();
            return inbox;
        } catch (IOException e) {
            throw new StackException(
                    "The webhook inbox cannot listen on " + bind.getHostAddress() + ": " + e.getMessage()
                            + ". Use an address of this machine.",
                    e);
        }
    }

    /**
     * Where a receiver's webhooks go.
     *
     * @param receiver the Alertmanager receiver
     * @return the URL for its {@code webhook_config}
     */
    public URI url(String receiver) {
        String path = URLEncoder.encode(receiver, StandardCharsets.UTF_8).replace("+", "%20");
        InetSocketAddress at = address();
        String host = at.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + at.getPort() + "/" + path);
    }

    /**
     * Where it listens.
     *
     * @return the bound address and port
     */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Changes how it treats notifications from now on; those that hang are answered by the new behaviour.
     *
     * @param next the new behaviour
     */
    public void behave(InboxBehaviour next) {
        synchronized (change) {
            behaviour = next;
            change.notifyAll();
        }
    }

    /**
     * What has arrived so far.
     *
     * @param zero clock zero of the drill
     * @param from the earliest arrival, inclusive
     * @param to the latest arrival, inclusive
     * @return the notifications in order of arrival
     */
    public List<Notification> notifications(Instant zero, Instant from, Instant to) {
        return received.stream()
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(to))
                .sorted(Comparator.comparing(Received::at))
                .map(each -> each.since(zero))
                .toList();
    }

    /** Whether each receiver that got this alert has since got its resolution, and there is one. */
    boolean resolutionReached(Map<String, String> labels, Instant lastFiring) {
        Set<String> told = new HashSet<>();
        Set<String> resolved = new HashSet<>();
        for (Received each : received) {
            for (WebhookMessage.Alert alert : each.message().alerts()) {
                if (alert.labels().entrySet().containsAll(labels.entrySet())) {
                    boolean over = !alert.firing()
                            && each.answered() / 100 == 2
                            && each.at().isAfter(lastFiring);
                    (over ? resolved : told).add(each.receiver());
                }
            }
        }
        return !resolved.isEmpty() && resolved.containsAll(told);
    }

    /** Stops listening; hanging requests are dropped. */
    @Override
    public void close() {
        synchronized (change) {
            closed = true;
            change.notifyAll();
        }
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
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            Instant at = clock.instant();
            String receiver = receiver(exchange.getRequestURI());
            Optional<Integer> status = judge(at, receiver, body);
            if (status.isPresent()) {
                exchange.sendResponseHeaders(status.get(), -1);
            }
        }
    }

    private Optional<Integer> judge(Instant at, String receiver, byte[] body) {
        if (body.length > LARGEST_BODY) {
            return refuse(at, receiver, 413, "the body must be at most " + LARGEST_BODY + " bytes");
        }
        if (receiver.isEmpty() || receiver.contains("/")) {
            return refuse(at, receiver, 404, "the path must be one receiver, but was /" + receiver);
        }
        WebhookMessage message;
        try {
            message = WebhookMessage.parse(body);
        } catch (JsonProcessingException e) {
            return refuse(at, receiver, 400, "the body must be JSON: " + e.getOriginalMessage());
        }
        return answer(at, receiver, message);
    }

    private Optional<Integer> refuse(Instant at, String receiver, int status, String problem) {
        received.add(new Received(at, receiver, WebhookMessage.unreadable(problem), status, url(receiver)));
        return Optional.of(status);
    }

    private Optional<Integer> answer(Instant at, String receiver, WebhookMessage message) {
        InboxBehaviour now;
        synchronized (change) {
            now = behaviour;
        }
        Optional<Integer> status = status(now);
        received.add(new Received(at, receiver, message, status.orElse(0), url(receiver)));
        return now instanceof InboxBehaviour.Hang ? hang() : status;
    }

    private Optional<Integer> hang() {
        synchronized (change) {
            try {
                while (behaviour instanceof InboxBehaviour.Hang && !closed) {
                    change.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            return closed ? Optional.empty() : status(behaviour);
        }
    }

    private static Optional<Integer> status(InboxBehaviour behaviour) {
        return behaviour instanceof InboxBehaviour.Answer answer ? Optional.of(answer.status()) : Optional.empty();
    }

    private static String receiver(URI request) {
        String path = request.getRawPath().substring(1);
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "webhook-inbox");
        thread.setDaemon(true);
        return thread;
    }

    /** One request as it came; {@code answered} is 0 when it got no answer. */
    private record Received(Instant at, String receiver, WebhookMessage message, int answered, URI url) {
        Notification since(Instant zero) {
            List<String> problems = new ArrayList<>(message.problems());
            message.receiver()
                    .filter(named -> !named.equals(receiver))
                    .ifPresent(named -> problems.add("receiver must be " + receiver + ", but was " + named));
            List<Notification.Item> items =
                    message.alerts().stream().map(alert -> item(zero, alert)).toList();
            return new Notification(
                    Duration.between(zero, at),
                    receiver,
                    "webhook",
                    message.groupKey(),
                    items,
                    message.truncated(),
                    problems,
                    answered,
                    new Source("webhook inbox", url.toString()));
        }

        private Notification.Item item(Instant zero, WebhookMessage.Alert alert) {
            return new Notification.Item(
                    alert.firing(),
                    alert.labels(),
                    alert.annotations(),
                    Duration.between(zero, alert.startsAt().orElse(at)),
                    alert.endsAt().map(end -> Duration.between(zero, end)),
                    alert.fingerprint());
        }
    }
}
