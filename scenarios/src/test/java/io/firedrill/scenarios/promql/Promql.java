package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.Matcher.Operator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expressions and worlds for tests. */
public final class Promql {
    static final long MINUTE = 60_000;

    private Promql() {}

    public static Expr.Select select(String name, Matcher... more) {
        List<Matcher> matchers = new ArrayList<>(List.of(new Matcher(Matcher.NAME, Operator.EQUAL, name)));
        matchers.addAll(List.of(more));
        return new Expr.Select(matchers, Duration.ZERO);
    }

    public static Matcher equal(String label, String value) {
        return new Matcher(label, Operator.EQUAL, value);
    }

    public static Expr.Window window(Expr.Select select, int minutes) {
        return new Expr.Window(select, Duration.ofMinutes(minutes));
    }

    public static Expr call(String function, Expr... arguments) {
        return new Expr.Call(function, List.of(arguments));
    }

    public static Expr by(String operator, Expr of, String... labels) {
        return new Expr.Aggregate(operator, of, Optional.empty(), List.of(labels), false);
    }

    public static Expr binary(Expr left, String operator, Expr right) {
        return new Expr.Binary(operator, left, right, false, Expr.Matching.ALL);
    }

    public static Expr binary(Expr left, String operator, double right) {
        return binary(left, operator, new Expr.Num(right));
    }

    public static Expr on(Expr left, String operator, Expr right, String... labels) {
        return new Expr.Binary(
                operator, left, right, false, new Expr.Matching(true, List.of(labels), Optional.empty(), List.of()));
    }

    public static Labels labels(String name, String... pairs) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(Matcher.NAME, name));
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return Labels.of(all);
    }

    static World.Series series(Labels labels, Course course) {
        return new World.Series(labels, course);
    }

    static Evaluation in(World.Series... series) {
        return new Evaluation(new World(List.of(series), MINUTE, new HashMap<>()), Recordings.NONE);
    }
}
