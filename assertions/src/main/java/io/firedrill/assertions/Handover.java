package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import java.util.Optional;

/**
 * Work that a service leaves for later, with the trace that it belongs to.
 *
 * @param service who leaves it
 * @param work a span of that work, whoever does it
 */
record Handover(String service, SpanSelector work) {
    static final String HINT = "the context was lost where the work is handed over (a queue, a thread pool, a message):"
            + " carry it along, or link to it; or nothing there makes a span";

    /** Below the service's own span, linked from within the trace, or in a trace that is linked to this one. */
    Optional<String> flaw(TraceTree trace) {
        boolean within = trace.spans().stream()
                .filter(span -> work.matches(trace, span))
                .anyMatch(span -> hangsBelow(trace, span)
                        || span.links().stream().anyMatch(link -> link.startsWith(trace.id() + "/")));
        return within || trace.followers().stream().anyMatch(work::isIn)
                ? Optional.empty()
                : Optional.of("neither in the trace nor linked to it");
    }

    private boolean hangsBelow(TraceTree trace, Span span) {
        return trace.chain(span).stream()
                .anyMatch(each -> each.kind().equals("server") && each.service().equals(service));
    }
}
