package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.trace.Span;
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
import java.util.Set;

/**
 * Jaeger's own JSON model as a trace. Its first {@code CHILD_OF} reference into the same trace is the parent; every
 * other reference was an OpenTelemetry link.
 */
final class JaegerTrace {
    private static final Set<String> KEPT = Set.of(
            "http.request.method",
            "http.response.status_code",
            "http.status_code",
            "http.route",
            "url.path",
            "server.address",
            "server.port",
            "db.system",
            "db.system.name",
            "db.operation",
            "db.operation.name",
            "peer.service",
            "service.peer.name",
            "error.type",
            "exception.type",
            "otel.status_description",
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.system",
            "gen_ai.request.model");
    private static final String KEPT_PREFIX = "gen_ai.usage.";

    private JaegerTrace() {}

    static Trace read(String traceId, JsonNode data, Instant zero) {
        List<Span> spans = Json.elements(data.path("spans"))
                .map(span -> span(traceId, span, data.path("processes"), zero))
                .sorted(Comparator.comparing(Span::start).thenComparing(Span::spanId))
                .toList();
        return new Trace(traceId, spans);
    }

    private static Span span(String traceId, JsonNode span, JsonNode processes, Instant zero) {
        Map<String, String> tags = keyed(span.path("tags"));
        Optional<JsonNode> parent = Json.elements(span.path("references"))
                .filter(reference -> isParent(traceId, reference))
                .findFirst();
        return new Span(
                id(span.path("spanID"), 16),
                parent.map(reference -> id(reference.path("spanID"), 16)),
                links(span, parent),
                processes
                        .path(span.path("processID").asText())
                        .path("serviceName")
                        .asText(),
                span.path("operationName").asText(),
                tags.getOrDefault("span.kind", "internal"),
                Duration.between(zero, Instant.EPOCH.plus(span.path("startTime").asLong(), ChronoUnit.MICROS)),
                Duration.of(span.path("duration").asLong(), ChronoUnit.MICROS),
                tags.getOrDefault("error", "").equals("true")
                        || tags.getOrDefault("otel.status_code", "").equals("ERROR"),
                attributes(span, tags));
    }

    private static boolean isParent(String traceId, JsonNode reference) {
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

    private static Map<String, String> attributes(JsonNode span, Map<String, String> tags) {
        Map<String, String> kept = new HashMap<>();
        for (JsonNode event : span.path("logs")) {
            Map<String, String> fields = keyed(event.path("fields"));
            if (fields.containsKey("exception.type")) {
                kept.put("exception.type", fields.get("exception.type"));
            }
        }
        tags.forEach((key, value) -> {
            if (KEPT.contains(key) || key.startsWith(KEPT_PREFIX)) {
                kept.put(key, value);
            }
        });
        return kept;
    }

    private static Map<String, String> keyed(JsonNode list) {
        Map<String, String> values = new HashMap<>();
        list.forEach(entry ->
                values.put(entry.path("key").asText(), entry.path("value").asText()));
        return values;
    }

    /** Jaeger leaves out the leading zeros of a 128-bit id whose upper half is zero. */
    private static String id(JsonNode node, int digits) {
        String id = node.asText();
        return "0".repeat(Math.max(0, digits - id.length())) + id;
    }
}
