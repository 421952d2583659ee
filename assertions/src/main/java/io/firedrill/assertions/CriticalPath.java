package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The chain of spans that a request waited for, with the time each of them spent itself. Walks back from the end of the
 * entry span: the child that ended last is what was waited for, then the child that had ended when that one began, and so
 * on. Work that outlives its parent was not waited for.
 *
 * <p>A client span that ends at the response headers, as the OpenTelemetry Java agent's do, says nothing of the body. So a
 * call lasts until its server is done, if its caller was still there and waited for nothing else.
 */
final class CriticalPath {
    /** How much later than its parent a child may seem to end because clocks are read at different moments. */
    private static final Duration SKEW = Duration.ofMillis(1);

    private final TraceTree tree;
    private final Map<String, Duration> selfTimes = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private CriticalPath(TraceTree tree) {
        this.tree = tree;
    }

    /** Time on the critical path, by hop; empty if the trace has no entry span. */
    static Map<String, Duration> selfTimes(TraceTree tree) {
        CriticalPath path = new CriticalPath(tree);
        tree.entry().ifPresent(entry -> path.walk(entry, entry.start(), entry.end()));
        return path.selfTimes;
    }

    private void walk(Span span, Duration from, Duration until) {
        if (!seen.add(span.spanId())) {
            return;
        }
        Duration self = Duration.ZERO;
        Duration cursor = until;
        List<Span> children = tree.children(span).stream()
                .filter(child -> isAwaited(span, child))
                .sorted(Comparator.comparing(this::done).reversed())
                .toList();
        for (Span child : children) {
            Duration start = Episode.later(child.start(), from);
            Duration answered = Episode.earlier(child.end(), until);
            Duration end = Episode.earlier(done(child), cursor);
            if (answered.compareTo(cursor.plus(SKEW)) <= 0 && start.compareTo(end) < 0) {
                self = self.plus(cursor.minus(end));
                walk(child, start, end);
                cursor = start;
            }
        }
        selfTimes.merge(Hops.of(span, tree), self.plus(cursor.minus(from)), Duration::plus);
    }

    /** When a span ended, or the last server that it called. */
    private Duration done(Span span) {
        return tree.children(span).stream()
                .filter(child -> isServed(span, child))
                .map(Span::end)
                .reduce(span.end(), Episode::later);
    }

    /** A served call is always waited for, even if its server is still tidying up when the client has its answer. */
    private static boolean isAwaited(Span parent, Span child) {
        return isServed(parent, child)
                ? child.start().compareTo(parent.end()) < 0
                : child.end().compareTo(parent.end().plus(SKEW)) <= 0;
    }

    private static boolean isServed(Span parent, Span child) {
        return parent.kind().equals("client") && child.kind().equals("server");
    }
}
