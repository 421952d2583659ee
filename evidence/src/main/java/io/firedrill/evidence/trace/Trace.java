package io.firedrill.evidence.trace;

import java.util.List;

/**
 * One trace, unadjusted.
 *
 * @param traceId 32 hex digits
 * @param spans in order of start
 */
public record Trace(String traceId, List<Span> spans) {
    /** Copies the list. */
    public Trace {
        spans = List.copyOf(spans);
    }
}
