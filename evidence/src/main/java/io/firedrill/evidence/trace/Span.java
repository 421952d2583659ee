package io.firedrill.evidence.trace;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One span as stored.
 *
 * @param spanId 16 hex digits
 * @param parentId the parent's id, also when that span is not in the trace; empty on a root
 * @param links ids of spans this one is linked to, as {@code traceId/spanId}
 * @param service the resource attribute {@code service.name}
 * @param name the span name
 * @param kind {@code server}, {@code client}, {@code internal}, {@code producer} or {@code consumer}
 * @param start when it began
 * @param duration how long it took
 * @param error whether its status is error
 * @param attributes the attributes that checks and readers need, as strings
 */
public record Span(
        String spanId,
        Optional<String> parentId,
        List<String> links,
        String service,
        String name,
        String kind,
        Duration start,
        Duration duration,
        boolean error,
        Map<String, String> attributes) {
    /** Copies the collections. */
    public Span {
        links = List.copyOf(links);
        attributes = Map.copyOf(attributes);
    }

    /**
     * When it ended.
     *
     * @return start plus duration
     */
    public Duration end() {
        return start.plus(duration);
    }
}
