package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.PromqlText;
import io.firedrill.stacks.workspace.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Alerts about events whose {@code for} is as long as the window that remembers them. Stateless. */
public final class Forgetfulness {
    private static final Set<String> COUNTING = Set.of("increase", "changes", "resets");

    private Forgetfulness() {}

    /**
     * Why one event cannot make it fire.
     *
     * @param expr the condition of an alert
     * @param holdFor its {@code for}
     * @return a clause; empty if one event can, or if one event is not what it is about
     */
    public static Optional<String> of(Expr expr, Duration holdFor) {
        return expr instanceof Expr.Binary binary
                        && (binary.operator().equals(">") || binary.operator().equals("!="))
                        && binary.right() instanceof Expr.Num number
                        && number.value() == 0
                ? window(binary.left())
                        .filter(window -> holdFor.compareTo(window.range()) >= 0)
                        .map(window -> PromqlText.of(binary.left()) + " forgets an event after "
                                + Durations.compact(window.range()) + ", before it has been pending for "
                                + Durations.compact(holdFor) + ": only events that go on for so long make it fire")
                : Optional.empty();
    }

    private static Optional<Expr.Window> window(Expr expr) {
        if (expr instanceof Expr.Aggregate aggregate) {
            return window(aggregate.of());
        }
        return expr instanceof Expr.Call call
                        && COUNTING.contains(call.function())
                        && call.arguments().get(0) instanceof Expr.Window window
                ? Optional.of(window)
                : Optional.empty();
    }
}
