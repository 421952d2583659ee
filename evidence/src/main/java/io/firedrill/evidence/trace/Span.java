package io.firedrill.evidence.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One span as stored. What a backend cannot keep is empty, and {@link TraceEvidence#lost()} says so.
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
 * @param attributes its attributes, as strings; arrays and maps as JSON
 * @param description what its status says beside error
 * @param events what happened meanwhile, exceptions among them
 * @param resource which of {@link Trace#resources()} made it; empty if the backend does not tell
 * @param scope which instrumentation made it
 * @param traceState the W3C {@code tracestate}
 * @param warnings what the backend says about this span
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Span(
        String spanId,
        Optional<String> parentId,
        List<String> links,
        @JsonInclude String service,
        @JsonInclude String name,
        String kind,
        Duration start,
        Duration duration,
        boolean error,
        Map<String, String> attributes,
        Optional<String> description,
        List<SpanEvent> events,
        OptionalInt resource,
        Optional<Scope> scope,
        Optional<String> traceState,
        List<String> warnings) {
    /** Copies the collections. */
    public Span {
        links = Absent.list(links);
        attributes = Absent.map(attributes);
        events = Absent.list(events);
        warnings = Absent.list(warnings);
    }

    /**
     * A span of which nothing else is known.
     *
     * @param spanId 16 hex digits
     * @param parentId the parent's id
     * @param links ids of linked spans, as {@code traceId/spanId}
     * @param service the resource attribute {@code service.name}
     * @param name the span name
     * @param kind {@code server}, {@code client}, {@code internal}, {@code producer} or {@code consumer}
     * @param start when it began
     * @param duration how long it took
     * @param error whether its status is error
     * @param attributes its attributes
     */
    public Span(
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
        this(
                spanId,
                parentId,
                links,
                service,
                name,
                kind,
                start,
                duration,
                error,
                attributes,
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * The instrumentation that made a span.
     *
     * @param name e.g. {@code io.opentelemetry.tomcat-10.0}
     * @param version its version, empty if it has none
     */
    public record Scope(String name, @JsonInclude String version) {}

    /**
     * When it ended.
     *
     * @return start plus duration
     */
    public Duration end() {
        return start.plus(duration);
    }

    /**
     * What was thrown, by its events.
     *
     * @return the attributes of each exception event, in order
     */
    public List<Map<String, String>> exceptions() {
        return events.stream()
                .filter(event -> event.attributes().containsKey("exception.type")
                        || event.name().equals("exception"))
                .map(SpanEvent::attributes)
                .toList();
    }
}
