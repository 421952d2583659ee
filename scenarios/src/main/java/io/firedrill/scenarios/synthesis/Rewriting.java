package io.firedrill.scenarios.synthesis;

import io.firedrill.stacks.promql.Expr;
import java.util.Optional;
import java.util.function.Function;

/** Changes the first part of an expression that can be changed in some way. Confined. */
final class Rewriting {
    private final Function<Expr, Optional<Expr>> change;
    private boolean done;

    private Rewriting(Function<Expr, Optional<Expr>> change) {
        this.change = change;
    }

    /** Empty if nothing can be. */
    static Optional<Expr> first(Expr expr, Function<Expr, Optional<Expr>> change) {
        Rewriting rewriting = new Rewriting(change);
        Expr changed = rewriting.rewrite(expr);
        return rewriting.done ? Optional.of(changed) : Optional.empty();
    }

    private Expr rewrite(Expr expr) {
        if (done) {
            return expr;
        }
        Optional<Expr> changed = change.apply(expr);
        if (changed.isPresent()) {
            done = true;
            return changed.get();
        }
        return expr.with(this::rewrite);
    }
}
