package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.PromqlText;
import io.firedrill.stacks.workspace.Durations;
import io.firedrill.stacks.workspace.WrittenRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Rules with one mistake each, as people make them. Stateless. */
final class Mutants {
    private static final Map<String, String> FLIPPED =
            Map.of(">", "<", "<", ">", ">=", "<=", "<=", ">=", "==", "!=", "!=", "==");

    private Mutants() {}

    /**
     * One of them.
     *
     * @param mistake what was changed
     * @param rule the rule with the mistake
     */
    record Changed(String mistake, WrittenRule rule) {}

    static List<Changed> of(AlertRule alert) {
        List<Changed> all = new ArrayList<>();
        add(all, alert, "threshold moved", Mutants::threshold);
        add(all, alert, "comparison flipped", Mutants::flipped);
        add(all, alert, "label matcher changed", Mutants::matcher);
        add(all, alert, "window changed", Mutants::window);
        if (!alert.written().holdFor().isZero()) {
            all.add(new Changed(
                    "for: " + Durations.compact(alert.written().holdFor()) + " dropped",
                    alert.written()
                            .with(
                                    alert.written().expr(),
                                    Duration.ZERO,
                                    alert.written().keepFiringFor())));
        }
        return all;
    }

    private static void add(List<Changed> all, AlertRule alert, String mistake, Function<Expr, Optional<Expr>> change) {
        Rewriting.first(alert.condition(), change)
                .map(PromqlText::of)
                .ifPresent(expr -> all.add(new Changed(
                        mistake + ": " + expr,
                        alert.written()
                                .with(
                                        expr,
                                        alert.written().holdFor(),
                                        alert.written().keepFiringFor()))));
    }

    private static Optional<Expr> threshold(Expr expr) {
        return compares(expr)
                .filter(of -> Constants.of(of.right()).isPresent())
                .map(of -> new Expr.Binary(
                        of.operator(),
                        of.left(),
                        new Expr.Num(moved(Constants.of(of.right()).orElseThrow())),
                        of.bool(),
                        of.matching()));
    }

    private static double moved(double threshold) {
        return threshold == 0 ? 1 : threshold * 1.5;
    }

    private static Optional<Expr> flipped(Expr expr) {
        return compares(expr)
                .map(of -> new Expr.Binary(
                        FLIPPED.getOrDefault(of.operator(), of.operator()),
                        of.left(),
                        of.right(),
                        of.bool(),
                        of.matching()));
    }

    private static Optional<Expr.Binary> compares(Expr expr) {
        return expr instanceof Expr.Binary of && FLIPPED.containsKey(of.operator())
                ? Optional.of(of)
                : Optional.empty();
    }

    private static Optional<Expr> matcher(Expr expr) {
        if (!(expr instanceof Expr.Select of)) {
            return Optional.empty();
        }
        List<Matcher> matchers = new ArrayList<>(of.matchers());
        for (int i = 0; i < matchers.size(); i++) {
            Matcher each = matchers.get(i);
            if (!each.label().equals(Matcher.NAME) && each.operator() == Matcher.Operator.EQUAL) {
                matchers.set(i, new Matcher(each.label(), each.operator(), each.value() + "-other"));
                return Optional.of(new Expr.Select(matchers, of.offset()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Expr> window(Expr expr) {
        return expr instanceof Expr.Window of
                ? Optional.of(new Expr.Window(of.select(), of.range().multipliedBy(3)))
                : Optional.empty();
    }
}
