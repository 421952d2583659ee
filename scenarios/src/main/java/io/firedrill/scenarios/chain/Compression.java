package io.firedrill.scenarios.chain;

import io.firedrill.scenarios.promql.Labels;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.Matcher.Operator;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An expression as it must be written where time goes faster, and where other drills are beside it: windows and offsets are shorter,
 * what is reckoned per second is divided again, the time of day is a series, and every metric has a name of its own. So it says the
 * same of the same samples. Immutable.
 *
 * @param prefix of every metric's name
 * @param factor how many times faster
 * @param tick from one sample to the next
 */
record Compression(String prefix, double factor, Duration tick) {
    private static final Set<String> PER_SECOND = Set.of("rate", "irate", "deriv");
    private static final Set<String> CALENDAR =
            Set.of("hour", "minute", "day_of_week", "day_of_month", "day_of_year", "month", "year", "days_in_month");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][\\w:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_]\\w*");

    /** The time of day, in seconds since the epoch. */
    String clock() {
        return "firedrill_clock_" + prefix;
    }

    /** Is there as long as the drill may fire. */
    String gate() {
        return "firedrill_open_" + prefix;
    }

    /**
     * How it is written there.
     *
     * @throws UnsupportedPromqlException if it asks for names of metrics, which are others there
     */
    Expr of(Expr expr) {
        if (expr instanceof Expr.Select select) {
            return new Expr.Select(matchers(select.matchers()), compressed(select.offset()));
        }
        if (expr instanceof Expr.Window window && of(window.select()) instanceof Expr.Select select) {
            return new Expr.Window(select, compressed(window.range()));
        }
        if (expr instanceof Expr.Subquery of) {
            Duration step = of.step().isZero() ? tick : compressed(of.step());
            return new Expr.Subquery(of(of.of()), compressed(of.range()), step, compressed(of.offset()));
        }
        if (expr instanceof Expr.Call call) {
            return call(call);
        }
        if (asksForNames(expr)) {
            throw new UnsupportedPromqlException("the names of metrics");
        }
        return expr.with(this::of);
    }

    private static boolean asksForNames(Expr expr) {
        if (expr instanceof Expr.Aggregate of) {
            return of.grouping().contains(Matcher.NAME);
        }
        return expr instanceof Expr.Text text && text.value().equals(Matcher.NAME);
    }

    private Expr call(Expr.Call call) {
        if (call.function().equals("time")) {
            return new Expr.Call("scalar", List.of(clockSeries()));
        }
        if (call.function().equals("timestamp")) {
            Expr nothing = new Expr.Binary("*", of(call.arguments().get(0)), new Expr.Num(0), false, Expr.Matching.ALL);
            Expr now = new Expr.Call("scalar", List.of(clockSeries()));
            return new Expr.Binary("+", nothing, now, false, Expr.Matching.ALL);
        }
        if (CALENDAR.contains(call.function()) && call.arguments().isEmpty()) {
            return new Expr.Call(call.function(), List.of(clockSeries()));
        }
        Expr inner = call.with(this::of);
        if (PER_SECOND.contains(call.function())) {
            return slower(inner);
        }
        if (call.function().equals("predict_linear") && inner instanceof Expr.Call of) {
            return new Expr.Call(
                    of.function(),
                    List.of(of.arguments().get(0), slower(of.arguments().get(1))));
        }
        return inner;
    }

    private Expr slower(Expr expr) {
        return new Expr.Binary("/", expr, new Expr.Num(factor), false, Expr.Matching.ALL);
    }

    private Expr clockSeries() {
        return new Expr.Select(List.of(new Matcher(Matcher.NAME, Operator.EQUAL, clock())), Duration.ZERO);
    }

    /** So that it fires only while it is meant to. */
    Expr gated(Expr expr) {
        Expr open = new Expr.Select(List.of(new Matcher(Matcher.NAME, Operator.EQUAL, gate())), Duration.ZERO);
        Expr.Matching nothing = new Expr.Matching(true, List.of(), Optional.empty(), List.of());
        return new Expr.Binary("and", expr, open, false, nothing);
    }

    private List<Matcher> matchers(List<Matcher> matchers) {
        List<Matcher> all = new ArrayList<>();
        for (Matcher each : matchers) {
            boolean name = each.label().equals(Matcher.NAME);
            require(each.label(), name && each.operator() == Operator.EQUAL ? each.value() : "any");
            all.add(name ? named(each) : each);
        }
        if (all.stream().noneMatch(Compression::names)) {
            all.add(new Matcher(Matcher.NAME, Operator.LIKE, prefix + ".+"));
        }
        return all;
    }

    /**
     * Refuses series that cannot be told in Prometheus' text format.
     *
     * @throws UnsupportedPromqlException if a name of theirs is none of the plain ones
     */
    static void require(Labels labels) {
        labels.map().keySet().forEach(name -> require(name, labels.get(Matcher.NAME)));
    }

    private static void require(String label, String metric) {
        if (!LABEL.matcher(label).matches() || !METRIC.matcher(metric).matches()) {
            throw new UnsupportedPromqlException("names in UTF-8");
        }
    }

    private static boolean names(Matcher each) {
        return each.label().equals(Matcher.NAME)
                && (each.operator() == Operator.EQUAL || each.operator() == Operator.LIKE);
    }

    private Matcher named(Matcher written) {
        boolean pattern = written.operator() == Operator.LIKE || written.operator() == Operator.UNLIKE;
        String value = pattern ? prefix + "(?:" + written.value() + ")" : prefix + written.value();
        return new Matcher(written.label(), written.operator(), value);
    }

    Duration compressed(Duration written) {
        if (written.isZero()) {
            return written;
        }
        long millis = Math.round(written.toMillis() / factor);
        return Duration.ofMillis(millis == 0 ? Long.signum(written.toMillis()) : millis);
    }
}
