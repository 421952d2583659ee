package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The attributes that OpenTelemetry's semantic conventions require of HTTP spans (1.23 and later, and those of before),
 * database client spans (1.28 and later, and those of before) and GenAI client spans (1.37 and later, and those of before).
 * Only what is required, or needed to know what was called, is asked for; each under any of its names.
 */
final class Conventions {
    private static final String METHOD = "[A-Z_]+";
    private static final String ANY = "(?s).*\\S.*";

    private static final Attribute HTTP_METHOD = new Attribute(METHOD, "http.request.method", "http.method");

    /** Only where an answer was given; what failed before that says why. */
    private static final Attribute HTTP_STATUS = new Attribute(
            Pattern.compile("[1-5][0-9][0-9]"),
            List.of("http.response.status_code", "http.status_code"),
            List.of("error.type", "exception.type"));

    private static final List<Convention> ALL = List.of(
            new Convention(
                    "HTTP server",
                    span -> isOf(span, "server") && !hasAny(span, "rpc.") && !hasAny(span, "messaging."),
                    List.of(
                            HTTP_METHOD,
                            new Attribute("/.*|\\*|https?://.*", "url.path", "http.target", "http.url"),
                            new Attribute("[a-z]+", "url.scheme", "http.scheme", "http.url"),
                            HTTP_STATUS)),
            new Convention(
                    "HTTP client",
                    span -> isOf(span, "client") && hasAny(span, "http."),
                    List.of(
                            HTTP_METHOD,
                            new Attribute(ANY, "server.address", "net.peer.name", "http.url"),
                            new Attribute(ANY, "url.full", "http.url"),
                            HTTP_STATUS)),
            new Convention(
                    "database client",
                    span -> isOf(span, "client") && hasAny(span, "db."),
                    List.of(
                            new Attribute(ANY, "db.system.name", "db.system"),
                            // A driver may send an empty statement to see whether its connection is alive.
                            new Attribute(
                                    "(?s).*",
                                    "db.query.text",
                                    "db.query.summary",
                                    "db.operation.name",
                                    "db.statement",
                                    "db.operation"))),
            new Convention(
                    "GenAI client",
                    span -> isOf(span, "client") && hasAny(span, "gen_ai."),
                    List.of(
                            new Attribute(ANY, "gen_ai.operation.name", "llm.request.type"),
                            new Attribute(ANY, "gen_ai.provider.name", "gen_ai.system"),
                            new Attribute(ANY, "gen_ai.request.model", "gen_ai.response.model", "llm.request.model"))));

    /** Spans of one kind, and what each needs. */
    private record Convention(String title, Predicate<Span> concerns, List<Attribute> required) {
        Stream<String> flaws(Span span) {
            return required.stream()
                    .flatMap(attribute -> attribute.flaw(span).stream())
                    .map(what -> what + " of the " + title + " spans of " + span.service());
        }
    }

    /** One thing that must be said, under one of several names, the present one first, unless others stand instead. */
    private record Attribute(Pattern form, List<String> names, List<String> unless) {
        Attribute(String form, String... names) {
            this(Pattern.compile(form), List.of(names), List.of());
        }

        Optional<String> flaw(Span span) {
            List<String> present =
                    names.stream().filter(span.attributes()::containsKey).toList();
            if (present.isEmpty()) {
                return unless.stream().anyMatch(span.attributes()::containsKey)
                        ? Optional.empty()
                        : Optional.of("missing " + names.get(0));
            }
            return present.stream()
                    .filter(name -> !form.matcher(span.attributes().getOrDefault(name, ""))
                            .matches())
                    .findFirst()
                    .map(name -> "malformed " + name);
        }
    }

    private Conventions() {}

    /** What is wrong with the first span that does not follow them, in order of start. */
    static Optional<String> flaw(TraceTree trace) {
        return trace.spans().stream().flatMap(Conventions::flaws).findFirst();
    }

    private static Stream<String> flaws(Span span) {
        return ALL.stream()
                .filter(convention -> convention.concerns().test(span))
                .flatMap(convention -> convention.flaws(span));
    }

    private static boolean isOf(Span span, String kind) {
        return span.kind().equals(kind);
    }

    private static boolean hasAny(Span span, String prefix) {
        return span.attributes().keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }
}
