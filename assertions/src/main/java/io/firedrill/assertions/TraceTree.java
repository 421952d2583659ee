package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One trace as a tree, under the client's own span, which is never in it. */
final class TraceTree {
    private final int position;
    private final Trace trace;
    private final String client;
    private final Map<String, Span> byId = new HashMap<>();
    private final Map<String, List<Span>> children = new HashMap<>();
    private final List<TraceTree> followers;

    TraceTree(int position, Trace trace, String client) {
        this(position, trace, client, List.of());
    }

    TraceTree(int position, Trace trace, String client, List<TraceTree> followers) {
        this.position = position;
        this.trace = trace;
        this.client = client;
        this.followers = List.copyOf(followers);
        for (Span span : trace.spans()) {
            byId.put(span.spanId(), span);
            span.parentId()
                    .ifPresent(parent -> children.computeIfAbsent(parent, id -> new ArrayList<>())
                            .add(span));
        }
    }

    String pointer() {
        return "/traces/traces/" + position;
    }

    String id() {
        return trace.traceId();
    }

    /** Other traces with a link into this one. */
    List<TraceTree> followers() {
        return followers;
    }

    List<Span> spans() {
        return trace.spans();
    }

    Map<String, String> resource(Span span) {
        return trace.resource(span);
    }

    List<Span> children(Span span) {
        return children.getOrDefault(span.spanId(), List.of());
    }

    Optional<Span> parent(Span span) {
        return span.parentId().map(byId::get);
    }

    /** Spans without a parent, or with the client's span as their parent. */
    List<Span> roots() {
        return trace.spans().stream()
                .filter(span -> span.parentId().isEmpty()
                        || span.parentId().get().isEmpty()
                        || span.parentId().get().equals(client))
                .toList();
    }

    /** Spans whose parent is neither in the trace nor the client's. */
    List<Span> orphans() {
        Set<Span> roots = new HashSet<>(roots());
        return trace.spans().stream()
                .filter(span -> !roots.contains(span) && parent(span).isEmpty())
                .toList();
    }

    /** The entry's server span. */
    Optional<Span> entry() {
        return roots().stream().filter(span -> span.kind().equals("server")).findFirst();
    }

    boolean serves(String service) {
        return !serving(service).isEmpty();
    }

    /** The server spans of a service. */
    List<Span> serving(String service) {
        return trace.spans().stream()
                .filter(span -> span.kind().equals("server") && span.service().equals(service))
                .toList();
    }

    /** Whether one of these is above a span, as far as the trace tells: above an orphan (see T02) anything may be. */
    boolean mayBeBelow(Span span, List<Span> above) {
        List<Span> chain = chain(span);
        return chain.subList(0, chain.size() - 1).stream().anyMatch(above::contains) || !roots().contains(chain.get(0));
    }

    boolean names(String service) {
        return trace.spans().stream().anyMatch(span -> span.service().equals(service));
    }

    /** The client spans towards a database. */
    List<Span> databaseCalls() {
        return trace.spans().stream()
                .filter(span ->
                        span.kind().equals("client") && Hops.database(span).isPresent())
                .toList();
    }

    /** From the root down to a span, both included; empty if it hangs nowhere. */
    List<Span> chain(Span span) {
        List<Span> chain = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<Span> next = Optional.of(span);
        while (next.isPresent() && seen.add(next.get().spanId())) {
            chain.add(0, next.get());
            next = parent(next.get());
        }
        return List.copyOf(chain);
    }
}
