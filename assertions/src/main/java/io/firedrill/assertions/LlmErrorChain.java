package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import java.util.List;
import java.util.Optional;

/**
 * How the failed call of a model and the upstream failure that caused it hang together in a trace: the span of the call has
 * the error and its type, and the last of its attempts is the failure; each failed attempt is below such a span.
 *
 * @param callee who is called, as other spans name it
 */
record LlmErrorChain(String callee) {
    /** From a fault's target: {@code caller->callee}, or a process. */
    static LlmErrorChain to(String target) {
        int arrow = target.indexOf("->");
        return new LlmErrorChain(arrow < 0 ? target : target.substring(arrow + 2));
    }

    /** Whether there is anything to judge: without either end, the trace lacks the cause altogether. */
    boolean isIn(TraceTree tree) {
        return !LlmSpans.in(tree).isEmpty() || !upstream(tree).isEmpty();
    }

    /** What is wrong; empty if nothing is. */
    Optional<String> flaw(TraceTree tree) {
        List<Span> calls = LlmSpans.in(tree);
        if (calls.isEmpty()) {
            return Optional.of("the failed call of " + callee + " is below no span of a call of the model");
        }
        Optional<String> down = calls.stream()
                .map(call -> flaw(tree, call))
                .reduce((earlier, later) -> later.isEmpty() ? later : earlier)
                .orElseThrow();
        return down.or(() -> upstream(tree).stream()
                .filter(LlmErrorChain::failed)
                .filter(span -> tree.chain(span).stream().noneMatch(LlmSpans::is))
                .findFirst()
                .map(span -> "a failed call of " + callee + " is below no span of a call of the model"));
    }

    private Optional<String> flaw(TraceTree tree, Span call) {
        String named = "the span \"%s\" of %s".formatted(call.name(), call.service());
        if (!call.error()) {
            return Optional.of("no error on " + named);
        }
        Optional<String> type = Hops.attribute(call, "error.type").filter(text -> !text.isBlank());
        if (type.isEmpty()) {
            return Optional.of("no error.type on " + named);
        }
        if (tree.entry().filter(tree.chain(call)::contains).isEmpty()) {
            return Optional.of(named + " is not below the entry");
        }
        List<Span> attempts = LlmSpans.attempts(tree, call);
        if (attempts.isEmpty()) {
            return Optional.of("no HTTP call below " + named);
        }
        Span last = attempts.get(attempts.size() - 1);
        if (!failed(last)) {
            return Optional.of("no failure on the last HTTP call below " + named);
        }
        return contradiction(type.get(), last).map(text -> named + " " + text);
    }

    /** A type that is a status must be the one that came; names of exceptions are the client library's own. */
    private static Optional<String> contradiction(String type, Span last) {
        return Hops.attribute(last, "http.response.status_code", "http.status_code")
                .filter(status -> type.matches("[0-9]{3}") && !type.equals(status))
                .map(status -> "has error.type " + type + ", and its last HTTP call status " + status);
    }

    private List<Span> upstream(TraceTree tree) {
        return tree.spans().stream()
                .filter(span -> span.kind().equals("client") && !LlmSpans.is(span))
                .filter(span -> Hops.callee(span, tree).equals(callee) || isBelowCall(tree, span))
                .toList();
    }

    private static boolean isBelowCall(TraceTree tree, Span span) {
        return tree.parent(span).filter(LlmSpans::is).isPresent();
    }

    static boolean failed(Span span) {
        return span.error()
                || Hops.attribute(span, "http.response.status_code", "http.status_code")
                        .filter(status -> status.matches("[45][0-9]{2}"))
                        .isPresent();
    }
}
