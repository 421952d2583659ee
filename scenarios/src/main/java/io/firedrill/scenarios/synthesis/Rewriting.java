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
        return parts(expr);
    }

    private Expr parts(Expr expr) {
        if (expr instanceof Expr.Binary of) {
            return new Expr.Binary(of.operator(), rewrite(of.left()), rewrite(of.right()), of.bool(), of.matching());
        }
        if (expr instanceof Expr.Aggregate of) {
            return new Expr.Aggregate(of.operator(), rewrite(of.of()), of.parameter(), of.grouping(), of.without());
        }
        if (expr instanceof Expr.Call of) {
            return new Expr.Call(
                    of.function(), of.arguments().stream().map(this::rewrite).toList());
        }
        if (expr instanceof Expr.Subquery of) {
            return new Expr.Subquery(rewrite(of.of()), of.range(), of.step(), of.offset());
        }
        if (expr instanceof Expr.Window of) {
            return rewrite(of.select()) instanceof Expr.Select select ? new Expr.Window(select, of.range()) : of;
        }
        return expr instanceof Expr.Negative of ? new Expr.Negative(rewrite(of.of())) : expr;
    }
}
