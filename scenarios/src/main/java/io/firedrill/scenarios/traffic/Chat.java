package io.firedrill.scenarios.traffic;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.evidence.EvidenceFile;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One request of a virtual user, and how its outcome reaches the ledger.
 *
 * <p>A request starts when its {@code traceparent} header is evaluated: the last hook before it is handed to the HTTP
 * client, and before a connection is sought, so that connecting counts as waiting. It ends when the response is
 * complete, in {@code transformResponse}: on the event loop, before any check runs, and with the real status whatever it
 * is (a saved status check loses the status of failures). A request without an answer ends when the HTTP client reports
 * the failure ({@link FailureTap}). Gatling's own times are not used: they are whole milliseconds of the wall clock.
 *
 * <p>Of pooled connections Gatling sends a request again, with the same trace id, if the server closed the connection
 * before it answered: then the server may see one request of the ledger twice.
 */
final class Chat {
    private static final String EXCHANGE = "exchange";
    private static final String KEY_OF_NOBODY = "key-of-nobody";

    private final Traffic traffic;
    private final Map<String, String> headers;
    private final Ledger ledger;
    private final String plain;
    private final String streaming;
    private final AtomicLong count = new AtomicLong();

    Chat(Traffic traffic, Map<String, String> headers, Ledger ledger) {
        this.traffic = traffic;
        this.headers = headers;
        this.ledger = ledger;
        this.plain = body(traffic, false);
        this.streaming = body(traffic, true);
    }

    ChainBuilder ask(String url) {
        HttpRequestActionBuilder request = traffic.request()
                .map(other -> written(other, url))
                .orElseGet(() -> http("chat")
                        .post(url)
                        .header("Content-Type", "application/json")
                        .body(StringBody(session -> exchange(session).streaming ? streaming : plain)))
                .header("traceparent", session -> exchange(session).send())
                .transformResponse((response, session) -> {
                    exchange(session)
                            .answered(response.status().code(), response.body().bytes());
                    return response;
                });
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.header(header.getKey(), session -> value(exchange(session), header));
        }
        return exec(this::begin)
                .exitHereIf(session -> !session.contains(EXCHANGE))
                .exec(request)
                .exec(this::settle);
    }

    private static HttpRequestActionBuilder written(Request request, String url) {
        HttpRequestActionBuilder bare = http("request").httpRequest(request.method(), url);
        return request.body()
                .map(body -> bare.header("Content-Type", request.type()).body(StringBody(session -> body)))
                .orElse(bare);
    }

    /** The same request with none of the hooks that the ledger needs: what keeping it is measured against. */
    ChainBuilder askUnrecorded(String url) {
        return exec(http("chat")
                .post(url)
                .header("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01")
                .header("Content-Type", "application/json")
                .body(StringBody(plain)));
    }

    private Session begin(Session session) {
        long before = count.getAndIncrement();
        Exchange exchange = new Exchange(
                traffic.name(),
                traffic.request().isPresent() ? "request" : Exchange.CHAT,
                isTurn(before, traffic.streamingShare()),
                isTurn(before, traffic.refusedShare()));
        return ledger.begin(exchange) ? session.set(EXCHANGE, exchange) : session.remove(EXCHANGE);
    }

    private Session settle(Session session) {
        Exchange exchange = exchange(session);
        if (!exchange.isOver()) {
            FailureTap.take(session.userId())
                    .ifPresentOrElse(
                            failure -> exchange.failed(failure.at(), failure.text()),
                            () -> exchange.failed(EpochClock.nanos(), "no answer; the load generator told no cause"));
        }
        ledger.settle(exchange);
        return session;
    }

    private static boolean isTurn(long before, double share) {
        return Math.floor((before + 1) * share) > Math.floor(before * share);
    }

    /** By a function, since Gatling would read a text as an expression. */
    private static String value(Exchange exchange, Map.Entry<String, String> header) {
        return exchange.refused && header.getKey().equals(LoadPlan.AUTHORIZATION)
                ? "Bearer " + KEY_OF_NOBODY
                : header.getValue();
    }

    private static Exchange exchange(Session session) {
        return session.<Exchange>get(EXCHANGE);
    }

    private static String body(Traffic traffic, boolean streaming) {
        ObjectNode body = EvidenceFile.mapper().createObjectNode().put("model", traffic.model());
        body.putArray("messages").addObject().put("role", "user").put("content", traffic.prompt());
        if (streaming) {
            body.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        try {
            return EvidenceFile.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("prompt cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
