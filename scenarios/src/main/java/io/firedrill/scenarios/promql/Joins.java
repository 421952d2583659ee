package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Expr.Matching;
import io.firedrill.stacks.promql.Expr.Side;
import io.firedrill.stacks.promql.Matcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Operators of two vectors. Stateless. */
final class Joins {
    private Joins() {}

    /** Prometheus would refuse it: several series for one. */
    static final class Ambiguous extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ambiguous() {
            super("several series match one", null, false, false);
        }
    }

    static Value of(Expr.Binary binary, List<Element> left, List<Element> right) {
        Matching matching = binary.matching();
        return new Value.Vector(
                switch (binary.operator()) {
                    case "and" -> and(matching, left, right, 1);
                    case "unless" -> and(matching, left, right, -1);
                    case "or" -> or(matching, left, right);
                    default -> paired(binary, left, right);
                });
    }

    private static Labels signature(Matching matching, Labels labels) {
        return matching.on()
                ? labels.keep(matching.labels())
                : labels.nameless().drop(matching.labels());
    }

    private static List<Element> and(Matching matching, List<Element> left, List<Element> right, int sign) {
        Map<Labels, Double> margins = new LinkedHashMap<>();
        right.forEach(each -> margins.merge(signature(matching, each.labels()), each.margin(), Math::max));
        return left.stream()
                .map(each ->
                        each.within(sign * margins.getOrDefault(signature(matching, each.labels()), -Element.SURE)))
                .toList();
    }

    private static List<Element> or(Matching matching, List<Element> left, List<Element> right) {
        Set<Labels> there = new HashSet<>();
        left.stream().filter(Element::isThere).forEach(each -> there.add(signature(matching, each.labels())));
        List<Element> all = new ArrayList<>(left);
        right.stream()
                .filter(each -> !there.contains(signature(matching, each.labels())))
                .forEach(all::add);
        return all;
    }

    private static List<Element> paired(Expr.Binary binary, List<Element> left, List<Element> right) {
        Matching matching = binary.matching();
        boolean swapped = matching.many().equals(java.util.Optional.of(Side.RIGHT));
        Map<Labels, Element> ones = new LinkedHashMap<>();
        for (Element each : swapped ? left : right) {
            ones.merge(signature(matching, each.labels()), each, Joins::better);
        }
        List<Element> all = new ArrayList<>();
        Set<Labels> taken = new HashSet<>();
        for (Element many : swapped ? right : left) {
            Labels signature = signature(matching, many.labels());
            Element one = ones.get(signature);
            if (one != null) {
                Element result = swapped ? joined(binary, one, many, many, one) : joined(binary, many, one, many, one);
                if (result.isThere() && matching.many().isEmpty() && !taken.add(signature)) {
                    throw new Ambiguous();
                }
                all.add(result);
            }
        }
        return all;
    }

    private static Element better(Element one, Element other) {
        if (one.isThere() && other.isThere()) {
            throw new Ambiguous();
        }
        return one.margin() >= other.margin() ? one : other;
    }

    private static Element joined(Expr.Binary binary, Element left, Element right, Element many, Element one) {
        double margin = Element.both(left.margin(), right.margin());
        boolean compares = Operators.compares(binary.operator());
        Labels labels = labels(binary, many.labels(), one.labels(), compares && !binary.bool());
        if (!compares) {
            return new Element(labels, Operators.arithmetic(binary.operator(), left.value(), right.value()), margin);
        }
        double holds = Operators.margin(binary.operator(), left.value(), right.value());
        return binary.bool()
                ? new Element(labels, holds > 0 ? 1 : 0, margin)
                : new Element(labels, left.value(), Element.both(margin, holds));
    }

    private static Labels labels(Expr.Binary binary, Labels many, Labels one, boolean keepsName) {
        Matching matching = binary.matching();
        Labels labels = keepsName ? many : many.with(Matcher.NAME, "");
        if (matching.many().isEmpty()) {
            return matching.on() ? labels.keep(matching.labels()) : labels.drop(matching.labels());
        }
        for (String each : matching.include()) {
            labels = labels.with(each, one.get(each));
        }
        return labels;
    }
}
