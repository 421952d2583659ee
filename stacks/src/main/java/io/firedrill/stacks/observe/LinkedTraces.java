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
    private static final int MOST = 5000;

    private final JaegerClient jaeger;
    private final Gaps gaps;
    private final Instant zero;
    private final Instant end;

    LinkedTraces(JaegerClient jaeger, Gaps gaps, Instant zero, Instant end) {
        this.jaeger = jaeger;
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
        Set<String> found = gaps.read(
                Witness.TRACES,
                jaeger.searchSource(service),
                Set.of(),
                () -> jaeger.search(service, zero, end, MOST));
        if (found.size() >= MOST) {
            gaps.add(
                    Witness.TRACES,
                    "a search found " + MOST + " traces, as many as it may, so there may be more",
                    jaeger.searchSource(service));
        }
        return found;
    }

    private Optional<Trace> trace(String id) {
        return gaps.read(
                Witness.TRACES, jaeger.source(), Optional.<Trace>empty(), () -> jaeger.trace(id, zero));
    }

    private static boolean isLinked(Trace trace, Set<String> known) {
        return trace.spans().stream()
                .flatMap(span -> span.links().stream())
                .anyMatch(link -> known.contains(link.substring(0, Math.max(0, link.indexOf('/')))));
    }
}
