package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Expr.Binary;
import io.firedrill.stacks.promql.Expr.Matching;
import io.firedrill.stacks.promql.Expr.Num;
import java.util.Set;

/**
 * Whether one condition is met wherever another is, for the same series: what can be told by their form alone. Stateless.
 */
public final class Implication {
    private static final Set<String> COMPARISONS = Set.of(">", ">=", "<", "<=", "==");

    private Implication() {}

    /**
     * Compares conditions.
     *
     * @param sure one that is met
     * @param implied another one
     * @return true if the other one is met then, without doubt; false if that cannot be told
     */
    public static boolean of(Expr sure, Expr implied) {
        if (sure.equals(implied)) {
            return true;
        }
        if (sure instanceof Binary of
                && (of.operator().equals("and") || of.operator().equals("unless"))) {
            return of(of.left(), implied);
        }
        if (implied instanceof Binary of
                && of.operator().equals("or")
                && of.matching().equals(Matching.ALL)) {
            return of(sure, of.left()) || of(sure, of.right());
        }
        return sure instanceof Binary one
                && implied instanceof Binary other
                && compares(one)
                && compares(other)
                && one.left().equals(other.left())
                && one.right() instanceof Num from
                && other.right() instanceof Num to
                && implies(one.operator(), from.value(), other.operator(), to.value());
    }

    private static boolean compares(Binary of) {
        return COMPARISONS.contains(of.operator()) && !of.bool();
    }

    private static boolean implies(String one, double from, String other, double to) {
        return switch (other) {
            case ">" -> points(one, ">") && (one.equals(">") ? from >= to : from > to);
            case ">=" -> points(one, ">") && from >= to;
            case "<" -> points(one, "<") && (one.equals("<") ? from <= to : from < to);
            case "<=" -> points(one, "<") && from <= to;
            default -> false;
        };
    }

    private static boolean points(String operator, String direction) {
        return operator.startsWith(direction) || operator.equals("==");
    }
}
