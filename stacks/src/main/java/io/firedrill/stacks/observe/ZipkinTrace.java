package io.firedrill.stacks.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.SpanEvent;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Zipkin's v2 JSON as a trace, in microseconds. Status, description and scope are where OpenTelemetry's exporters put
 * them: the tags {@code otel.status_code}, {@code error} and {@code otel.scope.name}. Confined.
 */
final class ZipkinTrace {
    private static final Set<String> TRANSLATED =
            Set.of("error", "otel.status_code", "otel.scope.name", "otel.scope.version");

    private final String traceId;
    private final Instant zero;
    private final Attributes attributes = new Attributes();

    private ZipkinTrace(String traceId, Instant zero) {
        this.traceId = traceId;
        this.zero = zero;
    }

    static Trace read(String traceId, JsonNode spans, Instant zero) {
        ZipkinTrace trace = new ZipkinTrace(traceId, zero);
        return new Trace(
                traceId,
                Json.elements(spans)
                        .map(trace::span)
                        .sorted(Comparator.comparing(Span::start).thenComparing(Span::spanId))
                        .toList());
    }

    /** Zipkin leaves out the upper half of a 128-bit id if it is zero. */
    static String traceId(JsonNode span) {
        return JaegerTrace.id(span.path("traceId"), 32);
    }

    private Span span(JsonNode span) {
        if (!traceId(span).equals(traceId)) {
            throw new StackException("trace " + traceId + " was asked for, but Zipkin answered with a span of "
                    + traceId(span) + "; set STRICT_TRACE_ID=true");
        }
        Map<String, String> tags = Json.strings(span.path("tags"));
        return new Span(
                JaegerTrace.id(span.path("id"), 16),
                Optional.ofNullable(span.get("parentId")).map(id -> JaegerTrace.id(id, 16)),
                List.of(),
                attributes.share(span.path("localEndpoint").path("serviceName").asText()),
                attributes.share(span.path("name").asText()),
                attributes.share(span.path("kind").asText("internal").toLowerCase(Locale.ROOT)),
                time(span.path("timestamp")),
                Duration.of(span.path("duration").asLong(), ChronoUnit.MICROS),
                tags.containsKey("error")
                        || tags.getOrDefault("otel.status_code", "").equals("ERROR"),
                attributes(tags),
                Optional.ofNullable(tags.get("error")).filter(text -> !text.isEmpty()),
                Json.elements(span.path("annotations")).map(this::event).toList(),
                OptionalInt.empty(),
                Optional.ofNullable(tags.get("otel.scope.name"))
                        .map(name -> new Span.Scope(name, tags.getOrDefault("otel.scope.version", ""))),
                Optional.empty(),
                span.path("shared").asBoolean() ? List.of("shares its id with its caller") : List.of());
    }

    private Map<String, String> attributes(Map<String, String> tags) {
        return attributes.map(put -> tags.forEach((key, value) -> {
            if (!TRANSLATED.contains(key)) {
                put.accept(key, value);
            }
        }));
    }

    /** An annotation: {@code name}, or {@code "name":{attributes}}. */
    private SpanEvent event(JsonNode annotation) {
        String text = annotation.path("value").asText();
        Duration at = time(annotation.path("timestamp"));
        try {
            JsonNode event = text.startsWith("\"")
                    ? EvidenceFile.mapper().readTree("{" + text + "}")
                    : EvidenceFile.mapper().createObjectNode();
            return event.properties().stream()
                    .findFirst()
                    .map(named -> new SpanEvent(
                            named.getKey(),
                            at,
                            attributes.map(put -> Json.strings(named.getValue()).forEach(put))))
                    .orElseGet(() -> new SpanEvent(text, at, Map.of()));
        } catch (JsonProcessingException e) {
            return new SpanEvent(text, at, Map.of());
        }
    }

    private Duration time(JsonNode micros) {
        return Duration.between(zero, Instant.EPOCH.plus(micros.asLong(), ChronoUnit.MICROS));
    }
}
