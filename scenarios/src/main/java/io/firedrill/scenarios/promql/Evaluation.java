package io.firedrill.scenarios.promql;

import io.firedrill.scenarios.promql.Value.Scalar;
import io.firedrill.scenarios.promql.Value.Vector;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.util.ArrayList;
import java.util.List;

/** Expressions in a world. Confined. */
public final class Evaluation {
    /** The margin of what gives nothing at all. */
    private static final double NOTHING = -Element.SURE;

    private final World world;
    private final Recordings recordings;
    private final Windows windows;
    private final Functions functions;

    /**
     * Nothing is evaluated yet.
     *
     * @param world the series
     * @param recordings what rules record from them
     */
    public Evaluation(World world, Recordings recordings) {
        this.world = world;
        this.recordings = recordings;
        this.windows = new Windows(world, this);
        this.functions = new Functions(this, windows);
    }

    /**
     * By how much a condition holds.
     *
     * @param expr the condition of an alert
     * @param at milliseconds since the epoch
     * @return from -1 to 1: positive if Prometheus would give anything, and otherwise how far from it
     * @throws UnsupportedPromqlException if it uses what is not known here
     */
    public double margin(Expr expr, long at) {
        try {
            return at(expr, at) instanceof Vector vector
                    ? vector.elements().stream()
                            .mapToDouble(Element::margin)
                            .max()
                            .orElse(NOTHING)
                    : Element.SURE;
        } catch (Joins.Ambiguous e) {
            return NOTHING;
        }
    }

    /**
     * How much it took so far.
     *
     * @return how many windows of series were read
     */
    public long work() {
        return windows.read();
    }

    /**
     * The value of what is nothing but numbers.
     *
     * @param expr without any selector
     * @return its value, NaN if it is no scalar
     */
    public double number(Expr expr) {
        return scalar(expr, 0);
    }

    Value at(Expr expr, long at) {
        if (expr instanceof Expr.Num number) {
            return new Scalar(number.value());
        }
        if (expr instanceof Expr.Text text) {
            return new Value.Text(text.value());
        }
        if (expr instanceof Expr.Select select) {
            return new Vector(select(select, at - select.offset().toMillis()));
        }
        if (expr instanceof Expr.Call call) {
            return functions.call(call, at);
        }
        if (expr instanceof Expr.Aggregate aggregate) {
            Value parameter = aggregate.parameter().map(each -> at(each, at)).orElse(new Scalar(0));
            return Aggregation.of(aggregate, vector(aggregate.of(), at), parameter);
        }
        if (expr instanceof Expr.Binary binary) {
            return binary(binary, at(binary.left(), at), at(binary.right(), at));
        }
        if (expr instanceof Expr.Negative negative) {
            return binary(
                    new Expr.Binary("*", negative.of(), new Expr.Num(-1), false, Expr.Matching.ALL),
                    at(negative.of(), at),
                    new Scalar(-1));
        }
        throw new UnsupportedPromqlException("a window outside of a function");
    }

    List<Element> vector(Expr expr, long at) {
        if (at(expr, at) instanceof Vector vector) {
            return vector.elements();
        }
        throw new UnsupportedPromqlException("a scalar where a vector is wanted");
    }

    double scalar(Expr expr, long at) {
        return at(expr, at) instanceof Scalar scalar ? scalar.value() : Double.NaN;
    }

    boolean records(Expr.Select select) {
        return !recordings.of(select).isEmpty();
    }

    private List<Element> select(Expr.Select select, long at) {
        List<Element> all = new ArrayList<>();
        for (Recordings.Recording each : recordings.of(select)) {
            for (Element element : vector(each.expr(), at)) {
                Labels labels = each.labelled(element.labels());
                if (World.matches(select.matchers(), labels)) {
                    all.add(new Element(labels, element.value(), element.margin()));
                }
            }
        }
        if (all.isEmpty()) {
            for (World.Series each : world.select(select.matchers())) {
                double value = world.newest(each.course(), at);
                if (!Double.isNaN(value)) {
                    all.add(new Element(each.labels(), value, Element.SURE));
                }
            }
        }
        return all;
    }

    private static Value binary(Expr.Binary binary, Value left, Value right) {
        if (left instanceof Vector lefts && right instanceof Vector rights) {
            return Joins.of(binary, lefts.elements(), rights.elements());
        }
        if (left instanceof Scalar one && right instanceof Scalar other) {
            return new Scalar(
                    Operators.compares(binary.operator())
                            ? (Operators.margin(binary.operator(), one.value(), other.value()) > 0 ? 1 : 0)
                            : Operators.arithmetic(binary.operator(), one.value(), other.value()));
        }
        if (left instanceof Vector lefts && right instanceof Scalar number) {
            return new Vector(lefts.elements().stream()
                    .map(each -> one(binary, each, each.value(), number.value()))
                    .toList());
        }
        if (left instanceof Scalar number && right instanceof Vector rights) {
            return new Vector(rights.elements().stream()
                    .map(each -> one(binary, each, number.value(), each.value()))
                    .toList());
        }
        throw new UnsupportedPromqlException("a text as a side of " + binary.operator());
    }

    private static Element one(Expr.Binary binary, Element element, double left, double right) {
        if (!Operators.compares(binary.operator())) {
            return element.with(Operators.arithmetic(binary.operator(), left, right));
        }
        double holds = Operators.margin(binary.operator(), left, right);
        return binary.bool() ? element.with(holds > 0 ? 1 : 0) : element.within(holds);
    }
}
