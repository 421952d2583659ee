package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Aggregations. Where a group has nothing but what nearly is there, so is its result. Stateless. */
final class Aggregation {
    private static final Set<String> SELECTING = Set.of("topk", "bottomk", "limitk", "limit_ratio");

    private Aggregation() {}

    static Value of(Expr.Aggregate aggregate, List<Element> elements, Value parameter) {
        Map<Labels, List<Element>> groups = new LinkedHashMap<>();
        for (Element each : elements) {
            groups.computeIfAbsent(group(aggregate, each.labels()), labels -> new ArrayList<>())
                    .add(each);
        }
        List<Element> all = new ArrayList<>();
        groups.forEach((labels, members) -> add(aggregate, labels, solid(members), parameter, all));
        return new Value.Vector(all);
    }

    private static Labels group(Expr.Aggregate aggregate, Labels labels) {
        return aggregate.without() ? labels.nameless().drop(aggregate.grouping()) : labels.keep(aggregate.grouping());
    }

    private static List<Element> solid(List<Element> members) {
        List<Element> there = members.stream().filter(Element::isThere).toList();
        return there.isEmpty() ? members : there;
    }

    private static void add(
            Expr.Aggregate aggregate, Labels labels, List<Element> members, Value parameter, List<Element> all) {
        String operator = aggregate.operator();
        if (SELECTING.contains(operator)) {
            int most = parameter instanceof Value.Scalar scalar ? (int) scalar.value() : 1;
            Comparator<Element> order = Comparator.comparingDouble(Element::value);
            members.stream()
                    .sorted(operator.equals("topk") ? order.reversed() : order)
                    .limit(Math.max(0, most))
                    .forEach(all::add);
        } else if (operator.equals("count_values")) {
            String label = parameter instanceof Value.Text text ? text.value() : "";
            Map<Double, Integer> counts = new LinkedHashMap<>();
            members.forEach(each -> counts.merge(each.value(), 1, Integer::sum));
            counts.forEach(
                    (value, count) -> all.add(new Element(labels.with(label, written(value)), count, margin(members))));
        } else {
            double[] values = members.stream().mapToDouble(Element::value).toArray();
            double number = parameter instanceof Value.Scalar scalar ? scalar.value() : 0;
            all.add(new Element(labels, value(operator, values, number), margin(members)));
        }
    }

    private static double margin(List<Element> members) {
        return members.stream().mapToDouble(Element::margin).max().orElse(-Element.SURE);
    }

    private static String written(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static double value(String operator, double[] values, double parameter) {
        java.util.stream.DoubleStream stream = java.util.Arrays.stream(values);
        return switch (operator) {
            case "sum" -> stream.sum();
            case "avg" -> stream.average().orElse(Double.NaN);
            case "min" -> stream.min().orElse(Double.NaN);
            case "max" -> stream.max().orElse(Double.NaN);
            case "count" -> values.length;
            case "group" -> 1;
            case "stdvar" -> RangeFunctions.variance(values);
            case "stddev" -> Math.sqrt(RangeFunctions.variance(values));
            case "quantile" -> RangeFunctions.quantile(values, parameter);
            default -> throw new UnsupportedPromqlException("the aggregation " + operator);
        };
    }
}
