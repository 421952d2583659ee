package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.PromqlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be proven of an expression without any series: that it can give nothing, or that it gives something wherever its series are.
 * Counts are at least one, rates are not negative, {@code up} is 0 or 1, and series whose labels
 * contradict one another are never joined. What is not certain is not said. Stateless.
 */
public final class Certainty {
    private static final Set<String> NOT_NEGATIVE = Set.of(
            "rate",
            "increase",
            "irate",
            "resets",
            "changes",
            "count_over_time",
            "stddev_over_time",
            "stdvar_over_time",
            "abs",
            "sqrt",
            "time",
            "timestamp");
    private static final Set<String> RATES = Set.of("rate", "increase", "irate");
    private static final Set<String> SAME = Set.of(
            "avg_over_time",
            "min_over_time",
            "max_over_time",
            "last_over_time",
            "first_over_time",
            "quantile_over_time",
            "sort",
            "sort_desc");
    private static final Map<String, Range> CALENDAR = Map.of(
            "hour", new Range(0, 23),
            "minute", new Range(0, 59),
            "day_of_week", new Range(0, 6),
            "day_of_month", new Range(1, 31),
            "day_of_year", new Range(1, 366),
            "days_in_month", new Range(28, 31),
            "month", new Range(1, 12));

    private Certainty() {}

    /**
     * Why a condition can never be met.
     *
     * @param expr the condition of an alert
     * @param recordings what rules record
     * @return a clause, or nothing if that is not certain
     */
    public static Optional<String> never(Expr expr, Recordings recordings) {
        return of(expr, recordings, 0).never();
    }

    /**
     * Why a condition is met whenever its series are there.
     *
     * @param expr the condition of an alert
     * @param recordings what rules record
     * @return a clause, or nothing if that is not certain
     */
    public static Optional<String> always(Expr expr, Recordings recordings) {
        if (expr instanceof Expr.Binary binary
                && Operators.compares(binary.operator())
                && !binary.bool()
                && binary.right() instanceof Expr.Num number
                && binary.left().all().allMatch(Certainty::isPlain)
                && binary.left().all().anyMatch(Expr.Window.class::isInstance)) {
            Range left = of(binary.left(), recordings, 0).values();
            if (left.must(binary.operator(), Range.of(number.value()))) {
                return Optional.of(
                        PromqlText.of(binary.left()) + " is always " + binary.operator() + " " + PromqlText.of(number));
            }
        }
        return Optional.empty();
    }

    /** Nothing is filtered or counted: that there is anything to count may well be what an alert is about. */
    private static boolean isPlain(Expr expr) {
        if (expr instanceof Expr.Binary binary) {
            return !Operators.compares(binary.operator())
                    && !Set.of("and", "or", "unless").contains(binary.operator());
        }
        if (expr instanceof Expr.Aggregate aggregate) {
            return Set.of("sum", "avg", "min", "max").contains(aggregate.operator());
        }
        return !(expr instanceof Expr.Call call) || RATES.contains(call.function());
    }

    private static Known of(Expr expr, Recordings recordings, int depth) {
        if (depth > 40) {
            return Known.of(Range.ANY);
        }
        if (expr instanceof Expr.Num number) {
            return Known.of(Range.of(number.value()));
        }
        if (expr instanceof Expr.Select select) {
            return select(select, recordings, depth);
        }
        if (expr instanceof Expr.Window window) {
            return of(window.select(), recordings, depth + 1);
        }
        if (expr instanceof Expr.Subquery subquery) {
            return of(subquery.of(), recordings, depth + 1);
        }
        if (expr instanceof Expr.Call call) {
            return call(call, recordings, depth);
        }
        if (expr instanceof Expr.Aggregate aggregate) {
            return aggregate(aggregate, of(aggregate.of(), recordings, depth + 1));
        }
        if (expr instanceof Expr.Binary binary) {
            return binary(binary, of(binary.left(), recordings, depth + 1), of(binary.right(), recordings, depth + 1));
        }
        return Known.of(Range.ANY);
    }

    private static Known select(Expr.Select select, Recordings recordings, int depth) {
        Map<String, String> labels = new HashMap<>();
        for (Matcher each : select.matchers()) {
            Optional<String> impossible = impossible(select, each);
            if (impossible.isPresent()) {
                return Known.of(Range.ANY).never(impossible.get());
            }
            if (each.operator() == Matcher.Operator.EQUAL) {
                labels.put(each.label(), each.value());
            } else if (!each.matches("")) {
                labels.putIfAbsent(each.label(), Known.SOME);
            }
        }
        labels.remove(Matcher.NAME);
        return new Known(Optional.empty(), values(select, recordings, depth), labels, false);
    }

    private static Optional<String> impossible(Expr.Select select, Matcher one) {
        boolean all = one.operator() == Matcher.Operator.UNLIKE
                && Set.of(".*", "(.*)", "^.*$").contains(one.value());
        boolean contradicted = one.operator() == Matcher.Operator.EQUAL
                && select.matchers().stream()
                        .anyMatch(other -> other.label().equals(one.label()) && !other.matches(one.value()));
        return all || contradicted
                ? Optional.of("no series can be selected by " + PromqlText.of(select))
                : Optional.empty();
    }

    private static Range values(Expr.Select select, Recordings recordings, int depth) {
        List<Recordings.Recording> rules = recordings.of(select);
        if (!rules.isEmpty()) {
            return rules.stream()
                    .map(each -> of(each.expr(), recordings, depth + 4).values())
                    .reduce(Range::or)
                    .orElse(Range.ANY);
        }
        return select.metric().filter("up"::equals).isPresent() ? new Range(0, 1) : Range.ANY;
    }

    private static Known call(Expr.Call call, Recordings recordings, int depth) {
        String name = call.function();
        Optional<Known> first = call.arguments().stream()
                .filter(each -> !(each instanceof Expr.Num))
                .map(each -> of(each, recordings, depth + 1))
                .findFirst();
        if (first.isEmpty() || Set.of("scalar", "vector").contains(name)) {
            return Known.of(CALENDAR.getOrDefault(name, name.equals("time") ? Range.NOT_NEGATIVE : Range.ANY));
        }
        Known inner = first.get();
        if (name.equals("absent") || name.equals("absent_over_time")) {
            return Known.of(Range.of(1));
        }
        if (name.equals("label_replace") || name.equals("label_join")) {
            return call.arguments().size() > 1 && call.arguments().get(1) instanceof Expr.Text label
                    ? inner.without(label.value())
                    : inner.labelled(Map.of(), false);
        }
        if (name.equals("histogram_quantile")) {
            return inner.without(Histograms.BOUND).with(Range.ANY);
        }
        Range values = NOT_NEGATIVE.contains(name) ? Range.NOT_NEGATIVE : CALENDAR.getOrDefault(name, Range.ANY);
        return inner.with(SAME.contains(name) ? inner.values() : values);
    }

    private static Known aggregate(Expr.Aggregate of, Known inner) {
        if (Set.of("topk", "bottomk", "limitk", "limit_ratio").contains(of.operator())) {
            return inner;
        }
        Range values = switch (of.operator()) {
            case "count", "count_values" -> Range.COUNT;
            case "group" -> Range.of(1);
            case "avg", "min", "max", "quantile" -> inner.values();
            case "stddev", "stdvar" -> Range.NOT_NEGATIVE;
            case "sum" -> sum(inner.values());
            default -> Range.ANY;
        };
        Map<String, String> labels = new HashMap<>();
        if (of.without()) {
            labels.putAll(inner.labels());
            of.grouping().forEach(label -> labels.put(label, Known.NONE));
        } else {
            of.grouping().forEach(label -> labels.put(label, inner.label(label).orElse(Known.ANY)));
        }
        boolean closed = of.without() ? inner.closed() : !of.operator().equals("count_values");
        return inner.with(values).labelled(labels, closed);
    }

    private static Range sum(Range inner) {
        if (inner.isOne() && inner.least() == 0) {
            return inner;
        }
        return inner.isNotNegative() ? new Range(inner.least(), Double.POSITIVE_INFINITY) : Range.ANY;
    }

    private static Known binary(Expr.Binary binary, Known left, Known right) {
        boolean join = isVector(binary.left()) && isVector(binary.right());
        return switch (binary.operator()) {
            case "or" -> or(left, right);
            case "unless" -> left;
            case "and" ->
                CertainJoin.of(binary, left, right).with(left.values()).labelled(left.labels(), left.closed());
            default -> {
                Known vector = isVector(binary.left()) ? left : right;
                Known joined = join
                        ? CertainJoin.of(binary, left, right)
                        : new Known(left.never().or(right::never), Range.ANY, vector.labels(), vector.closed());
                yield Operators.compares(binary.operator())
                        ? compared(binary, left, right, joined)
                        : joined.with(left.values().arithmetic(binary.operator(), right.values()));
            }
        };
    }

    private static Known or(Known left, Known right) {
        Optional<String> never = left.never().isPresent() ? right.never() : Optional.empty();
        return new Known(never, left.values().or(right.values()), Map.of(), false);
    }

    private static Known compared(Expr.Binary binary, Known left, Known right, Known joined) {
        if (binary.bool()) {
            return joined.with(new Range(0, 1));
        }
        boolean vectorLeft = isVector(binary.left());
        Known result =
                joined.with(vectorLeft ? left.values().where(binary.operator(), right.values()) : right.values());
        return left.values().may(binary.operator(), right.values()) || (!vectorLeft && !isVector(binary.right()))
                ? result
                : result.never(PromqlText.of(binary.left()) + " is never " + binary.operator() + " "
                        + PromqlText.of(binary.right()));
    }

    private static boolean isVector(Expr expr) {
        return !(expr instanceof Expr.Num)
                && !(expr instanceof Expr.Call call
                        && Set.of("time", "scalar", "pi").contains(call.function()))
                && !(expr instanceof Expr.Binary binary && !isVector(binary.left()) && !isVector(binary.right()))
                && !(expr instanceof Expr.Negative negative && !isVector(negative.of()));
    }
}
