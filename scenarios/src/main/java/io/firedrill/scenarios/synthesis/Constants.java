package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.Evaluation;
import io.firedrill.scenarios.promql.Recordings;
import io.firedrill.scenarios.promql.World;
import io.firedrill.stacks.promql.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Expressions that are nothing but numbers. Stateless. */
final class Constants {
    private static final Evaluation NOWHERE =
            new Evaluation(new World(List.of(), 1000, new HashMap<>()), Recordings.NONE);

    private Constants() {}

    static Optional<Double> of(Expr expr) {
        return expr.all().allMatch(Constants::isPlain) ? Optional.of(NOWHERE.number(expr)) : Optional.empty();
    }

    private static boolean isPlain(Expr expr) {
        return expr instanceof Expr.Num || expr instanceof Expr.Binary || expr instanceof Expr.Negative;
    }
}
