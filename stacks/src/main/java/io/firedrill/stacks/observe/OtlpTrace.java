package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.SpanEvent;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The {@code resourceSpans} of OTLP's JSON as a trace, in nanoseconds. Confined. */
final class OtlpTrace {
    /** Where Jaeger 2 puts its own remarks. */
    private static final String WARNINGS = "@jaeger@warnings";
    /** How Jaeger 1 remembers where a span came from. */
    private static final String FORMAT = "internal.span.format";

    private final Instant zero;
    private final Attributes attributes = new Attributes();
    private final List<Map<String, String>> resources = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();

    private OtlpTrace(Instant zero) {
        this.zero = zero;
    }

    /** Which traces there are spans of, without reading them. */
    static Set<String> ids(JsonNode resourceSpans) {
        Set<String> ids = new TreeSet<>();
        each(resourceSpans, span -> ids.add(OtlpJson.id(span.path("traceId"), 32)));
        return ids;
    }

    /** Reads all spans, which must be of this one trace. */
    static Trace read(String traceId, JsonNode resourceSpans, Instant zero) {
        OtlpTrace trace = new OtlpTrace(zero);
        Iterator<Map<String, String>> resources = trace.list(resourceSpans).iterator();
        for (JsonNode part : resourceSpans) {
            int resource = trace.resources.indexOf(resources.next());
            for (JsonNode scopeSpans : part.path("scopeSpans")) {
                Optional<Span.Scope> scope = trace.scope(scopeSpans.path("scope"));
                for (JsonNode span : scopeSpans.path("spans")) {
                    requireSame(traceId, span);
                    trace.spans.add(trace.span(span, resource, scope));
                }
            }
        }
        trace.spans.sort(Comparator.comparing(Span::start).thenComparing(Span::spanId));
        return new Trace(traceId, trace.spans, trace.resources, List.of());
    }

    static void each(JsonNode resourceSpans, Consumer<JsonNode> span) {
        resourceSpans.forEach(part -> part.path("scopeSpans")
                .forEach(scopeSpans -> scopeSpans.path("spans").forEach(span)));
    }

    private static void requireSame(String traceId, JsonNode span) {
        String found = OtlpJson.id(span.path("traceId"), 32);
        if (!found.equals(traceId)) {
            throw new StackException("trace " + traceId + " was asked for, but the answer holds a span of " + found);
        }
    }

    /** That of each part; they are listed in an order of their own, since two answers need not have the same. */
    private List<Map<String, String>> list(JsonNode resourceSpans) {
        List<Map<String, String>> each = Json.elements(resourceSpans)
                .map(part -> attributes.otlp(part.path("resource").path("attributes")))
                .toList();
        each.stream()
                .distinct()
                .sorted(Comparator.comparing(resource -> new TreeMap<>(resource).toString()))
                .forEach(resources::add);
        return each;
    }

    private Optional<Span.Scope> scope(JsonNode scope) {
        String name = attributes.share(scope.path("name").asText());
        String version = attributes.share(scope.path("version").asText());
        return name.isEmpty() ? Optional.empty() : Optional.of(new Span.Scope(name, version));
    }

    private Span span(JsonNode span, int resource, Optional<Span.Scope> scope) {
        Instant start = instant(span.path("startTimeUnixNano"));
        String parent = OtlpJson.id(span.path("parentSpanId"), 16);
        Map<String, String> values = attributes.otlp(span.path("attributes"), Set.of(WARNINGS, FORMAT));
        return new Span(
                OtlpJson.id(span.path("spanId"), 16),
                parent.isEmpty() ? Optional.empty() : Optional.of(parent),
                links(span.path("links")),
                resources.get(resource).getOrDefault("service.name", ""),
                attributes.share(span.path("name").asText()),
                OtlpJson.kind(span.path("kind")),
                Duration.between(zero, start),
                Duration.between(start, instant(span.path("endTimeUnixNano"))),
                OtlpJson.isError(span.path("status").path("code")),
                values,
                text(span.path("status").path("message")),
                Json.elements(span.path("events")).map(this::event).toList(),
                OptionalInt.of(resource),
                scope,
                text(span.path("traceState")),
                warnings(span.path("attributes")));
    }

    private static List<String> links(JsonNode links) {
        return Json.elements(links)
                .map(link -> OtlpJson.id(link.path("traceId"), 32) + "/" + OtlpJson.id(link.path("spanId"), 16))
                .toList();
    }

    private SpanEvent event(JsonNode event) {
        return new SpanEvent(
                attributes.share(event.path("name").asText()),
                Duration.between(zero, instant(event.path("timeUnixNano"))),
                attributes.otlp(event.path("attributes")));
    }

    private static List<String> warnings(JsonNode list) {
        return Json.elements(list)
                .filter(entry -> entry.path("key").asText().equals(WARNINGS))
                .flatMap(entry ->
                        Json.elements(entry.path("value").path("arrayValue").path("values")))
                .map(Attributes::any)
                .toList();
    }

    private static Optional<String> text(JsonNode node) {
        return node.asText().isEmpty() ? Optional.empty() : Optional.of(node.asText());
    }

    private static Instant instant(JsonNode nanos) {
        return Instant.ofEpochSecond(0, nanos.asLong());
    }
}
