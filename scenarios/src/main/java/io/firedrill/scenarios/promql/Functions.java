package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Calls of functions. Confined. */
final class Functions {
    private static final Set<String> ORDER = Set.of("sort", "sort_desc", "sort_by_label", "sort_by_label_desc");

    private final Evaluation evaluation;
    private final Windows windows;

    Functions(Evaluation evaluation, Windows windows) {
        this.evaluation = evaluation;
        this.windows = windows;
    }

    Value call(Expr.Call call, long at) {
        String name = call.function();
        if (RangeFunctions.isOne(name)) {
            return ofRange(call, at);
        }
        if (ScalarFunctions.isDate(name)) {
            return call.arguments().isEmpty()
                    ? one(ScalarFunctions.date(name, at / 1000.0))
                    : each(call, at, element -> element.with(ScalarFunctions.date(name, element.value())));
        }
        if (ScalarFunctions.isOne(name)) {
            return each(call, at, element -> element.with(ScalarFunctions.apply(name, element.value())));
        }
        return ORDER.contains(name) ? evaluation.at(call.arguments().get(0), at) : special(call, at);
    }

    private Value special(Expr.Call call, long at) {
        return switch (call.function()) {
            case "time" -> new Value.Scalar(at / 1000.0);
            case "pi" -> new Value.Scalar(Math.PI);
            case "vector" -> one(scalar(call, 0, at));
            case "scalar" -> new Value.Scalar(single(call, at));
            case "timestamp" -> each(call, at, element -> element.with(at / 1000.0));
            case "round" -> each(call, at, element -> element.with(round(element.value(), optional(call, 1, at, 1))));
            case "clamp" -> clamp(call, at, scalar(call, 1, at), scalar(call, 2, at));
            case "clamp_min" -> clamp(call, at, scalar(call, 1, at), Double.POSITIVE_INFINITY);
            case "clamp_max" -> clamp(call, at, Double.NEGATIVE_INFINITY, scalar(call, 1, at));
            case "absent" ->
                absent(
                        call.arguments().get(0),
                        evaluation.vector(call.arguments().get(0), at));
            case "absent_over_time" -> absentOverTime(call, at);
            case "label_replace" ->
                LabelFunctions.replace(evaluation.vector(call.arguments().get(0), at), texts(call));
            case "label_join" ->
                LabelFunctions.join(evaluation.vector(call.arguments().get(0), at), texts(call));
            case "histogram_quantile" ->
                Histograms.quantile(
                        scalar(call, 0, at), evaluation.vector(call.arguments().get(1), at));
            default -> throw new UnsupportedPromqlException("the function " + call.function());
        };
    }

    private Value ofRange(Expr.Call call, long at) {
        List<Expr> arguments = call.arguments();
        boolean first = arguments.get(0) instanceof Expr.Window || arguments.get(0) instanceof Expr.Subquery;
        double parameter = arguments.size() < 2 ? 0 : scalar(call, first ? 1 : 0, at);
        List<Element> all = new ArrayList<>();
        for (Stretch each : windows.of(arguments.get(first ? 0 : 1), at)) {
            double value = RangeFunctions.apply(call.function(), each, parameter);
            if (!Double.isNaN(value)) {
                Labels labels = RangeFunctions.keepsName(call.function())
                        ? each.labels()
                        : each.labels().nameless();
                all.add(new Element(labels, value, each.margin()));
            }
        }
        return new Value.Vector(all);
    }

    private Value each(Expr.Call call, long at, UnaryOperator<Element> change) {
        return new Value.Vector(evaluation.vector(call.arguments().get(0), at).stream()
                .map(change)
                .toList());
    }

    private Value clamp(Expr.Call call, long at, double least, double most) {
        return each(call, at, element -> element.with(Math.max(least, Math.min(most, element.value()))));
    }

    private Value absentOverTime(Expr.Call call, long at) {
        List<Element> found = windows.of(call.arguments().get(0), at).stream()
                .map(each -> new Element(each.labels(), 1, each.margin()))
                .toList();
        Expr of = call.arguments().get(0);
        return absent(of instanceof Expr.Window window ? window.select() : of, found);
    }

    /** With the labels that the selector asks for. */
    private static Value absent(Expr of, List<Element> found) {
        double most = found.stream().mapToDouble(Element::margin).max().orElse(-Element.SURE);
        TreeMap<String, String> labels = new TreeMap<>();
        if (of instanceof Expr.Select select) {
            for (Matcher each : select.matchers()) {
                if (each.operator() == Matcher.Operator.EQUAL && !each.label().equals(Matcher.NAME)) {
                    labels.put(each.label(), each.value());
                }
            }
        }
        return new Value.Vector(List.of(new Element(Labels.of(labels), 1, -most)));
    }

    private double single(Expr.Call call, long at) {
        List<Element> all = evaluation.vector(call.arguments().get(0), at).stream()
                .filter(Element::isThere)
                .toList();
        return all.size() == 1 ? all.get(0).value() : Double.NaN;
    }

    private double scalar(Expr.Call call, int which, long at) {
        return evaluation.scalar(call.arguments().get(which), at);
    }

    private double optional(Expr.Call call, int which, long at, double otherwise) {
        return call.arguments().size() > which ? scalar(call, which, at) : otherwise;
    }

    private static double round(double value, double to) {
        return Math.floor(value / to + 0.5) * to;
    }

    private static Value one(double value) {
        return new Value.Vector(List.of(new Element(Labels.NONE, value, Element.SURE)));
    }

    private static List<String> texts(Expr.Call call) {
        return call.arguments().stream()
                .skip(1)
                .map(each -> each instanceof Expr.Text text ? text.value() : "")
                .toList();
    }
}
