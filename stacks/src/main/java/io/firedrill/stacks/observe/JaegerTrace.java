package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.SpanEvent;
import io.firedrill.evidence.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Jaeger's own JSON model as a trace, in microseconds. Its first {@code CHILD_OF} reference into the same trace is the
 * parent; every other reference was an OpenTelemetry link. Confined.
 */
final class JaegerTrace {
    /** Tags that Jaeger makes of a span's other parts. */
    private static final Set<String> TRANSLATED = Set.of(
            "span.kind",
            "error",
            "internal.span.format",
            "otel.status_code",
            "otel.status_description",
            "otel.scope.name",
            "otel.scope.version",
            "w3c.tracestate");

    private final String traceId;
    private final Instant zero;
    private final Attributes attributes = new Attributes();
    private final List<String> processes = new ArrayList<>();
    private final List<Map<String, String>> resources = new ArrayList<>();

    private JaegerTrace(String traceId, Instant zero) {
        this.traceId = traceId;
        this.zero = zero;
    }

    static Trace read(String traceId, JsonNode data, Instant zero) {
        return new JaegerTrace(traceId, zero).trace(data);
    }

    /** Whether a parent in v3's answer is a link of the same span as well, and perhaps nothing but that. */
    static boolean mayTakeLinkForParent(JsonNode resourceSpans) {
        AtomicBoolean doubtful = new AtomicBoolean();
        OtlpTrace.each(resourceSpans, span -> {
            for (JsonNode link : span.path("links")) {
                if (link.path("spanId").equals(span.path("parentSpanId"))
                        && link.path("traceId").equals(span.path("traceId"))
                        && link.toString().contains("opentracing.ref_type")) {
                    doubtful.set(true);
                }
            }
        });
        return doubtful.get();
    }

    private Trace trace(JsonNode data) {
        data.path("processes").properties().stream()
                .map(process -> Map.entry(process.getKey(), resource(process.getValue())))
                .sorted(Comparator.comparing(process -> new TreeMap<>(process.getValue()).toString()))
                .forEach(process -> {
                    processes.add(process.getKey());
                    resources.add(process.getValue());
                });
        List<Span> spans = Json.elements(data.path("spans"))
                .map(this::span)
                .sorted(Comparator.comparing(Span::start).thenComparing(Span::spanId))
                .toList();
        return new Trace(traceId, spans, resources, Json.texts(data.path("warnings")));
    }

    private Map<String, String> resource(JsonNode process) {
        return attributes.map(put -> {
            put.accept("service.name", process.path("serviceName").asText());
            keyed(process.path("tags")).forEach(put);
        });
    }

    private Span span(JsonNode span) {
        Map<String, String> tags = keyed(span.path("tags"));
        Optional<JsonNode> parent =
                Json.elements(span.path("references")).filter(this::isParent).findFirst();
        int process = processes.indexOf(span.path("processID").asText());
        return new Span(
                id(span.path("spanID"), 16),
                parent.map(reference -> id(reference.path("spanID"), 16)),
                links(span, parent),
                process < 0 ? "" : resources.get(process).getOrDefault("service.name", ""),
                attributes.share(span.path("operationName").asText()),
                attributes.share(tags.getOrDefault("span.kind", "internal")),
                time(span.path("startTime")),
                Duration.of(span.path("duration").asLong(), ChronoUnit.MICROS),
                tags.getOrDefault("error", "").equals("true")
                        || tags.getOrDefault("otel.status_code", "").equals("ERROR"),
                attributes(tags),
                Optional.ofNullable(tags.get("otel.status_description")),
                Json.elements(span.path("logs")).map(this::event).toList(),
                process < 0 ? OptionalInt.empty() : OptionalInt.of(process),
                scope(tags),
                Optional.ofNullable(tags.get("w3c.tracestate")),
                Json.texts(span.path("warnings")));
    }

    private boolean isParent(JsonNode reference) {
        return reference.path("refType").asText().equals("CHILD_OF")
                && id(reference.path("traceID"), 32).equals(traceId);
    }

    private static List<String> links(JsonNode span, Optional<JsonNode> parent) {
        List<String> links = new ArrayList<>();
        for (JsonNode reference : span.path("references")) {
            if (parent.isEmpty() || !parent.get().equals(reference)) {
                links.add(id(reference.path("traceID"), 32) + "/" + id(reference.path("spanID"), 16));
            }
        }
        return links;
    }

    private Map<String, String> attributes(Map<String, String> tags) {
        return attributes.map(put -> tags.forEach((key, value) -> {
            if (!TRANSLATED.contains(key)) {
                put.accept(key, value);
            }
        }));
    }

    private SpanEvent event(JsonNode log) {
        Map<String, String> fields = keyed(log.path("fields"));
        String name = Optional.ofNullable(fields.remove("event")).orElse("");
        return new SpanEvent(attributes.share(name), time(log.path("timestamp")), attributes.map(fields::forEach));
    }

    private static Optional<Span.Scope> scope(Map<String, String> tags) {
        return Optional.ofNullable(tags.get("otel.scope.name"))
                .map(name -> new Span.Scope(name, tags.getOrDefault("otel.scope.version", "")));
    }

    private Duration time(JsonNode micros) {
        return Duration.between(zero, Instant.EPOCH.plus(micros.asLong(), ChronoUnit.MICROS));
    }

    private static Map<String, String> keyed(JsonNode list) {
        Map<String, String> values = new HashMap<>();
        list.forEach(entry ->
                values.put(entry.path("key").asText(), entry.path("value").asText()));
        return values;
    }

    /** Jaeger leaves out the leading zeros of a 128-bit id whose upper half is zero. */
    static String id(JsonNode node, int digits) {
        String id = node.asText();
        return "0".repeat(Math.max(0, digits - id.length())) + id;
    }
}
