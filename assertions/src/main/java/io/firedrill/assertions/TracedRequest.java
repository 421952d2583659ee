package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request of the ledger with its trace, if that was found. */
record TracedRequest(LedgerEntry entry, Optional<TraceTree> tree) {
    /** Fewer requests or traces than this say nothing about a share. */
    static final int ENOUGH = 10;

    static List<TracedRequest> of(Evidence evidence, List<LedgerEntry> entries) {
        Map<String, Integer> positions = new HashMap<>();
        List<Trace> traces = evidence.traces().traces();
        for (int i = 0; i < traces.size(); i++) {
            positions.putIfAbsent(traces.get(i).traceId(), i);
        }
        return entries.stream()
                .map(entry -> new TracedRequest(
                        entry,
                        Optional.ofNullable(positions.get(entry.traceId()))
                                .map(position -> new TraceTree(position, traces.get(position), entry.spanId()))))
                .toList();
    }

    static List<TraceTree> trees(Evidence evidence, List<LedgerEntry> entries) {
        return of(evidence, entries).stream()
                .flatMap(request -> request.tree().stream())
                .toList();
    }
}
