package io.firedrill.stacks.observe;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Trace;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches services for traces of their own that are linked to traces of the ledger, once those have settled. A search that
 * may have left something out is a gap. Confined to one thread.
 */
final class LinkedTraces {
    private static final int PAGE = 1000;

    private final TraceBackend backend;
    private final Gaps gaps;
    private final Instant zero;
    private final Instant end;

    LinkedTraces(TraceBackend backend, Gaps gaps, Instant zero, Instant end) {
        this.backend = backend;
        this.gaps = gaps;
        this.zero = zero;
        this.end = end;
    }

    List<Trace> read(Set<String> services, Collection<String> ledger) {
        Set<String> known = Set.copyOf(ledger);
        Set<String> others = new HashSet<>();
        services.forEach(service -> others.addAll(search(service)));
        others.removeAll(known);
        return others.stream()
                .sorted()
                .flatMap(id -> trace(id).stream())
                .filter(trace -> isLinked(trace, known))
                .toList();
    }

    private Set<String> search(String service) {
        TraceQuery query = new TraceQuery(service, zero, end, PAGE);
        TraceSearch found = gaps.read(
                Witness.TRACES, backend.source(), new TraceSearch(Set.of(), List.of()), () -> backend.search(query));
        if (!found.isComplete()) {
            gaps.add(
                    Witness.TRACES,
                    "a search for " + service + " found as many traces as it may within a moment, so there may be more",
                    backend.source());
        }
        return found.traceIds();
    }

    private Optional<Trace> trace(String id) {
        return gaps.read(Witness.TRACES, backend.source(), Optional.<Trace>empty(), () -> backend.trace(id, zero));
    }

    private static boolean isLinked(Trace trace, Set<String> known) {
        return trace.spans().stream()
                .flatMap(span -> span.links().stream())
                .anyMatch(link -> known.contains(link.substring(0, Math.max(0, link.indexOf('/')))));
    }
}
