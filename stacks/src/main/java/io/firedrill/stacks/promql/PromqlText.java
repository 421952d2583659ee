package io.firedrill.stacks.promql;

import io.firedrill.stacks.promql.Expr.Matching;
import io.firedrill.stacks.promql.Expr.Side;
import io.firedrill.stacks.workspace.Durations;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions as PromQL, on one line. Stateless. */
public final class PromqlText {
    private PromqlText() {}

    /**
     * Writes an expression.
     *
     * @param expr what to write
     * @return PromQL that Prometheus understands in the same way; parts of operators are in parentheses
     */
    public static String of(Expr expr) {
        if (expr instanceof Expr.Num number) {
            return number(number.value());
        }
        if (expr instanceof Expr.Text text) {
            return quoted(text.value());
        }
        if (expr instanceof Expr.Select select) {
            return selector(select) + offset(select.offset());
        }
        if (expr instanceof Expr.Window window) {
            return selector(window.select()) + "[" + Durations.compact(window.range()) + "]"
                    + offset(window.select().offset());
        }
        if (expr instanceof Expr.Subquery subquery) {
            String step = subquery.step().isZero() ? "" : Durations.compact(subquery.step());
            return part(subquery.of()) + "[" + Durations.compact(subquery.range()) + ":" + step + "]"
                    + offset(subquery.offset());
        }
        if (expr instanceof Expr.Call call) {
            return call.function() + list(call.arguments());
        }
        if (expr instanceof Expr.Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (expr instanceof Expr.Negative negative) {
            return "-" + part(negative.of());
        }
        return binary((Expr.Binary) expr);
    }

    private static String aggregate(Expr.Aggregate of) {
        String grouping = of.grouping().isEmpty() && !of.without()
                ? ""
                : (of.without() ? " without (" : " by (") + String.join(", ", of.grouping()) + ") ";
        String parameter = of.parameter().map(each -> of(each) + ", ").orElse("");
        return of.operator() + grouping + "(" + parameter + of(of.of()) + ")";
    }

    private static String binary(Expr.Binary of) {
        return part(of.left()) + " " + of.operator() + (of.bool() ? " bool" : "") + matching(of.matching()) + " "
                + part(of.right());
    }

    private static String matching(Matching matching) {
        if (matching.equals(Matching.ALL)) {
            return "";
        }
        String names = (matching.on() ? " on (" : " ignoring (") + String.join(", ", matching.labels()) + ")";
        String many = matching.many()
                .map(side -> (side == Side.LEFT ? " group_left (" : " group_right (")
                        + String.join(", ", matching.include()) + ")")
                .orElse("");
        return names + many;
    }

    private static String part(Expr expr) {
        return expr instanceof Expr.Binary || expr instanceof Expr.Negative ? "(" + of(expr) + ")" : of(expr);
    }

    private static String list(List<Expr> parts) {
        return parts.stream().map(PromqlText::of).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String selector(Expr.Select select) {
        String name = select.metric()
                .filter(each -> each.matches("[a-zA-Z_:][\\w:]*"))
                .orElse("");
        String rest = select.matchers().stream()
                .filter(each -> name.isEmpty() || !each.label().equals(Matcher.NAME))
                .map(Matcher::toString)
                .collect(Collectors.joining(", "));
        return rest.isEmpty() && !name.isEmpty() ? name : name + "{" + rest + "}";
    }

    private static String offset(Duration offset) {
        if (offset.isZero()) {
            return "";
        }
        return " offset " + (offset.isNegative() ? "-" : "") + Durations.compact(offset.abs());
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value).replace("Infinity", "Inf");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
