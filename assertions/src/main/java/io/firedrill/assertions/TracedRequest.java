package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.util.ArrayList;
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
        Map<String, List<TraceTree>> followers = followers(evidence.traces().linked());
        return entries.stream()
                .map(entry -> new TracedRequest(
                        entry,
                        Optional.ofNullable(positions.get(entry.traceId()))
                                .map(position -> new TraceTree(
                                        position,
                                        traces.get(position),
                                        entry.spanId(),
                                        followers.getOrDefault(entry.traceId(), List.of())))))
                .toList();
    }

    /** Traces by the ids of those that they are linked to. */
    private static Map<String, List<TraceTree>> followers(List<Trace> linked) {
        Map<String, List<TraceTree>> followers = new HashMap<>();
        for (Trace trace : linked) {
            TraceTree tree = new TraceTree(0, trace, "");
            trace.spans().stream()
                    .flatMap(span -> span.links().stream())
                    .map(link -> link.substring(0, Math.max(0, link.indexOf('/'))))
                    .distinct()
                    .forEach(id -> followers
                            .computeIfAbsent(id, any -> new ArrayList<>())
                            .add(tree));
        }
        return followers;
    }

    static List<TraceTree> trees(Evidence evidence, List<LedgerEntry> entries) {
        return of(evidence, entries).stream()
                .flatMap(request -> request.tree().stream())
                .toList();
    }
}
