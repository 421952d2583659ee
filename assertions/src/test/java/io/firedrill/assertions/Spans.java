package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.error;
import static io.firedrill.assertions.Fixture.span;

import io.firedrill.evidence.trace.Span;
import java.util.List;

/** The spans of one request through gateway, inference and database, as the services leave them. */
final class Spans {
    private Spans() {}

    static String client(int request) {
        return "client%04d".formatted(request);
    }

    /** 20 ms in all; {@code extra} is lost between gateway and inference. */
    static Span[] whole(int request, double extra) {
        return new Span[] {
            span("g", client(request), "gateway", "server", 0, 20 + extra),
            span("gi", "g", "gateway", "client", 1, 18 + extra),
            span("i", "gi", "inference", "server", 2 + extra, 16),
            span("id", "i", "inference", "client", 3 + extra, 5, "db.system=postgresql"),
            span("ip", "i", "inference", "client", 9 + extra, 8, "peer.service=provider")
        };
    }

    /** A root with a link, {@code trace/span}. */
    static Span linked(String id, String link, String service) {
        Span plain = span(id, "", service, "internal", 5000, 10);
        return new Span(
                plain.spanId(),
                plain.parentId(),
                List.of(link),
                plain.service(),
                plain.name(),
                plain.kind(),
                plain.start(),
                plain.duration(),
                plain.error(),
                plain.attributes());
    }

    static Span[] failed(int request) {
        return new Span[] {
            error("g", client(request), "gateway", "server"),
            error("gi", "g", "gateway", "client"),
            error("i", "gi", "inference", "server"),
            span("id", "i", "inference", "client", 3, 5, "db.system=postgresql"),
            error("ip", "i", "inference", "client", "peer.service=provider", "http.response.status_code=503")
        };
    }

    /** A trace for each request of the ledger; slow ones where the ledger says so. */
    static Fixture traced(Fixture fixture) {
        for (int i = 0; i < fixture.ledger.size(); i++) {
            double extra = (double) fixture.ledger.get(i).latency().toMillis() - 20;
            fixture.trace(i, fixture.ledger.get(i).failed() ? failed(i) : whole(i, extra));
        }
        return fixture;
    }
}
