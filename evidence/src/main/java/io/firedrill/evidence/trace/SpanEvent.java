package io.firedrill.evidence.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Map;

/**
 * Something that happened within a span.
 *
 * @param name e.g. {@code exception}
 * @param at when
 * @param attributes its attributes, as strings
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SpanEvent(@JsonInclude String name, Duration at, Map<String, String> attributes) {
    /** Copies the map. */
    public SpanEvent {
        attributes = Absent.map(attributes);
    }
}
