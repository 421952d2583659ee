package io.firedrill.evidence.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * One trace, unadjusted.
 *
 * @param traceId 32 hex digits
 * @param spans in order of start
 * @param resources the attributes of each service that made spans, as strings; spans refer to them by position
 * @param warnings what the backend says about the trace
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Trace(String traceId, List<Span> spans, List<Map<String, String>> resources, List<String> warnings) {
    /** Copies the lists. */
    public Trace {
        spans = Absent.list(spans);
        resources = Absent.list(resources).stream().map(Map::copyOf).toList();
        warnings = Absent.list(warnings);
    }

    /**
     * A trace of which nothing else is known.
     *
     * @param traceId 32 hex digits
     * @param spans in order of start
     */
    public Trace(String traceId, List<Span> spans) {
        this(traceId, spans, List.of(), List.of());
    }

    /**
     * What made a span.
     *
     * @param span one of this trace
     * @return resource attributes, e.g. {@code service.instance.id}; empty if the backend does not tell
     */
    public Map<String, String> resource(Span span) {
        int position = span.resource().orElse(-1);
        return position >= 0 && position < resources.size() ? resources.get(position) : Map.of();
    }
}
