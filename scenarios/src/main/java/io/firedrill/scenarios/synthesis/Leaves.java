package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.Recordings;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that an expression asks for, down through what rules record. Confined. */
final class Leaves {
    private static final int DEEPEST = 12;
    private static final Set<String> COUNTING = Set.of("rate", "increase", "irate");
    private static final Set<String> MOVING =
            Set.of("delta", "idelta", "deriv", "predict_linear", "double_exponential_smoothing", "holt_winters");
    private static final Set<String> STEPPING = Set.of("changes", "resets");

    private final Recordings recordings;
    private final Map<List<Matcher>, Set<Use>> uses = new LinkedHashMap<>();
    private final Set<String> labels = new LinkedHashSet<>();
    private final List<Matcher> matchers = new ArrayList<>();
    private final Set<Double> numbers = new LinkedHashSet<>();
    private final Set<Duration> windows = new LinkedHashSet<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Set<String> recorded = new LinkedHashSet<>();
    private Duration reach = Duration.ZERO;

    Leaves(Expr expr, Recordings recordings) {
        this.recordings = recordings;
        this.reach = walk(expr, EnumSet.of(Use.LEVEL), 0);
    }

    List<Leaf> all() {
        return uses.entrySet().stream()
                .map(each -> new Leaf(each.getKey(), each.getValue()))
                .toList();
    }

    /** Labels that series are grouped or joined by. */
    Set<String> joined() {
        return labels;
    }

    /** All matchers, those of recorded series among them. */
    List<Matcher> matchers() {
        return matchers;
    }

    Set<Double> numbers() {
        return numbers;
    }

    Set<Duration> windows() {
        return windows;
    }

    boolean calls(Set<String> names) {
        return functions.stream().anyMatch(names::contains);
    }

    /** Regular expressions that labels are taken apart by. */
    Map<String, String> sources() {
        return sources;
    }

    /** Which recorded metrics it uses, the innermost first. */
    Set<String> recorded() {
        return recorded;
    }

    /** The shortest window. */
    Duration shortest() {
        return windows.stream().min(java.util.Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** How many samples a window should hold, at least: to change as often as it is asked for takes more than that. */
    int steps() {
        boolean steps = uses.values().stream().anyMatch(each -> each.contains(Use.STEPS));
        double most = numbers.stream()
                .filter(each -> each < 20)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        return steps ? 4 + 2 * (int) Math.max(0, most) : 4;
    }

    /** How far back it looks, altogether. */
    Duration reach() {
        return reach;
    }

    private Duration walk(Expr expr, EnumSet<Use> use, int depth) {
        if (depth > DEEPEST) {
            throw new UnsupportedPromqlException("recording rules that record themselves");
        }
        if (expr instanceof Expr.Select select) {
            return select(select, use, depth);
        }
        if (expr instanceof Expr.Window window) {
            windows.add(window.range());
            return select(window.select(), use, depth).plus(window.range());
        }
        if (expr instanceof Expr.Subquery subquery) {
            windows.add(subquery.range());
            return walk(subquery.of(), use, depth).plus(subquery.range()).plus(positive(subquery.offset()));
        }
        note(expr);
        Duration furthest = Duration.ZERO;
        for (Expr part : expr.parts().toList()) {
            Duration far = walk(part, expr instanceof Expr.Call call ? use(call, use) : use, depth);
            furthest = far.compareTo(furthest) > 0 ? far : furthest;
        }
        return furthest;
    }

    private Duration select(Expr.Select select, EnumSet<Use> use, int depth) {
        matchers.addAll(select.matchers());
        EnumSet<Use> all = EnumSet.copyOf(use);
        if (!select.offset().isZero() && all.contains(Use.LEVEL)) {
            all.add(Use.TREND);
            windows.add(select.offset().abs());
        }
        Duration furthest = Duration.ZERO;
        List<Recordings.Recording> rules = recordings.of(select);
        for (Recordings.Recording rule : rules) {
            Duration far = walk(rule.expr(), all, depth + 1);
            furthest = far.compareTo(furthest) > 0 ? far : furthest;
            recorded.add(rule.name());
        }
        if (rules.isEmpty()) {
            uses.computeIfAbsent(select.matchers(), key -> EnumSet.noneOf(Use.class))
                    .addAll(all);
        }
        return furthest.plus(positive(select.offset()));
    }

    private void note(Expr expr) {
        if (expr instanceof Expr.Num number) {
            numbers.add(number.value());
        } else if (expr instanceof Expr.Aggregate aggregate && !aggregate.without()) {
            labels.addAll(aggregate.grouping());
        } else if (expr instanceof Expr.Binary binary) {
            if (binary.matching().on()) {
                labels.addAll(binary.matching().labels());
            }
            labels.addAll(binary.matching().include());
        } else if (expr instanceof Expr.Call call) {
            functions.add(call.function());
            sources(call);
        }
    }

    private void sources(Expr.Call call) {
        List<String> texts = call.arguments().stream()
                .filter(Expr.Text.class::isInstance)
                .map(each -> ((Expr.Text) each).value())
                .toList();
        if (call.function().equals("label_replace") && texts.size() == 4) {
            labels.add(texts.get(2));
            sources.putIfAbsent(texts.get(2), texts.get(3));
        } else if (call.function().equals("label_join") && texts.size() > 2) {
            labels.addAll(texts.subList(2, texts.size()));
        }
    }

    private static EnumSet<Use> use(Expr.Call call, EnumSet<Use> around) {
        EnumSet<Use> use = EnumSet.copyOf(around);
        if (call.function().equals("histogram_quantile")) {
            use.add(Use.BUCKETS);
        } else if (COUNTING.contains(call.function())) {
            use.remove(Use.LEVEL);
            use.add(Use.COUNTER);
        } else if (MOVING.contains(call.function())) {
            use.add(Use.TREND);
        } else if (STEPPING.contains(call.function())) {
            use.add(Use.STEPS);
        }
        return use;
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
