package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which hop of the system a span's own time belongs to. */
final class Hops {
    /** What a database is called as a callee. */
    static final String DATABASE = "database";

    private Hops() {}

    /** A client span's hop is {@code service->callee}; any other span's is its service. */
    static String of(Span span, TraceTree tree) {
        return span.kind().equals("client") ? span.service() + "->" + callee(span, tree) : span.service();
    }

    /** Who answers a client span: the service that served it, else what the span itself says. */
    static String callee(Span span, TraceTree tree) {
        return tree.children(span).stream()
                .filter(child -> child.kind().equals("server"))
                .map(Span::service)
                .findFirst()
                .or(() -> attribute(span, "peer.service", "service.peer.name"))
                .or(() -> database(span).map(system -> DATABASE))
                .or(() -> address(span))
                .orElse("unknown");
    }

    /** Which kind of database a span calls. */
    static Optional<String> database(Span span) {
        return attribute(span, "db.system.name", "db.system");
    }

    static Optional<String> attribute(Span span, String... names) {
        Map<String, String> attributes = span.attributes();
        return Stream.of(names)
                .filter(attributes::containsKey)
                .map(attributes::get)
                .findFirst();
    }

    private static Optional<String> address(Span span) {
        return attribute(span, "server.address")
                .map(address -> address
                        + attribute(span, "server.port").map(port -> ":" + port).orElse(""));
    }
}
