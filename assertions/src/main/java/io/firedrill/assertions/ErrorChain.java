package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import java.util.Comparator;
import java.util.Optional;

/**
 * The error that a fault must leave in a trace: on every span from the entry down to the client span of the call that
 * failed.
 *
 * @param caller who makes the call that fails; empty for a fault of a process, whoever calls it
 * @param callee who is called
 */
record ErrorChain(Optional<String> caller, String callee) {
    /** From a fault's target: {@code caller->callee}, or a process. */
    static ErrorChain to(String target) {
        int arrow = target.indexOf("->");
        return arrow < 0
                ? new ErrorChain(Optional.empty(), target)
                : new ErrorChain(Optional.of(target.substring(0, arrow)), target.substring(arrow + 2));
    }

    boolean isCallerIn(TraceTree tree) {
        return caller.map(tree::names).orElse(true);
    }

    /** What is wrong with the first span that is wrong, from the entry down; empty if nothing is. */
    Optional<String> flaw(TraceTree tree) {
        Optional<Span> entry = tree.entry();
        if (entry.isEmpty()) {
            return Optional.of("no entry span");
        }
        if (!entry.get().error()) {
            return Optional.of("no error on " + named(entry.get()));
        }
        Optional<Span> deepest = deepest(tree);
        if (deepest.isEmpty()) {
            return Optional.of("no error below the entry");
        }
        return tree.chain(deepest.get()).stream()
                .filter(span -> !span.error())
                .findFirst()
                .map(span -> "no error on " + named(span))
                .or(() -> cause(tree, deepest.get()));
    }

    /** The call in question if it shows an error, whatever failed below it; else the error span farthest from the root. */
    private Optional<Span> deepest(TraceTree tree) {
        Span entry = tree.entry().orElseThrow();
        return tree.spans().stream()
                .filter(Span::error)
                .filter(span -> tree.chain(span).contains(entry))
                .max(Comparator.<Span, Boolean>comparing(span -> isTheCall(tree, span))
                        .thenComparing(span -> tree.chain(span).size()));
    }

    private Optional<String> cause(TraceTree tree, Span deepest) {
        if (!isTheCall(tree, deepest)) {
            return Optional.of("the error stops at " + named(deepest) + ", short of "
                    + caller.map(name -> name + "->").orElse("the call of ") + callee);
        }
        boolean told = !deepest.exceptions().isEmpty()
                || Hops.attribute(
                                deepest,
                                "http.response.status_code",
                                "http.status_code",
                                "error.type",
                                "exception.type")
                        .filter(text -> !text.isBlank())
                        .isPresent();
        return told ? Optional.empty() : Optional.of("no cause on " + named(deepest));
    }

    private boolean isTheCall(TraceTree tree, Span span) {
        return span.kind().equals("client")
                && caller.map(span.service()::equals).orElse(true)
                && Hops.callee(span, tree).equals(callee);
    }

    private static String named(Span span) {
        return "the %s span \"%s\" of %s".formatted(span.kind(), span.name(), span.service());
    }
}
