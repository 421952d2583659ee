package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;

/** Functions of a window. {@code NaN} is no result. Stateless. */
final class RangeFunctions {
    private static final Map<String, ToDoubleBiFunction<Stretch, Double>> ALL = Map.ofEntries(
            of("rate", 2, (of, none) -> of.overRange(of.increase()) / of.seconds()),
            of("increase", 2, (of, none) -> of.overRange(of.increase())),
            of("delta", 2, (of, none) -> of.overRange(of.last() - of.first())),
            of("irate", 2, (of, none) -> newest(of, true) / of.lastSeconds()),
            of("idelta", 2, (of, none) -> newest(of, false)),
            of("deriv", 2, (of, none) -> of.slope()),
            of("predict_linear", 2, (of, ahead) -> of.last() + of.slope() * ahead),
            of("double_exponential_smoothing", 2, (of, none) -> of.last()),
            of("holt_winters", 2, (of, none) -> of.last()),
            of("changes", 1, (of, none) -> of.steps(false)),
            of("resets", 1, (of, none) -> of.steps(true)),
            of("avg_over_time", 1, (of, none) -> stream(of).average().orElse(Double.NaN)),
            of("min_over_time", 1, (of, none) -> stream(of).min().orElse(Double.NaN)),
            of("max_over_time", 1, (of, none) -> stream(of).max().orElse(Double.NaN)),
            of("sum_over_time", 1, (of, none) -> of.every() * stream(of).sum()),
            of("count_over_time", 1, (of, none) -> (double) of.every() * of.count()),
            of("present_over_time", 1, (of, none) -> 1),
            of("last_over_time", 1, (of, none) -> of.last()),
            of("first_over_time", 1, (of, none) -> of.first()),
            of("stdvar_over_time", 1, (of, none) -> variance(of.values())),
            of("stddev_over_time", 1, (of, none) -> Math.sqrt(variance(of.values()))),
            of("quantile_over_time", 1, (of, which) -> quantile(of.values(), which)));

    private RangeFunctions() {}

    private record Function(int least, ToDoubleBiFunction<Stretch, Double> of)
            implements ToDoubleBiFunction<Stretch, Double> {
        @Override
        public double applyAsDouble(Stretch stretch, Double parameter) {
            return stretch.count() < least ? Double.NaN : of.applyAsDouble(stretch, parameter);
        }
    }

    private static Map.Entry<String, ToDoubleBiFunction<Stretch, Double>> of(
            String name, int least, ToDoubleBiFunction<Stretch, Double> function) {
        return Map.entry(name, new Function(least, function));
    }

    static boolean isOne(String name) {
        return ALL.containsKey(name);
    }

    /** Whether the result keeps the metric's name. */
    static boolean keepsName(String name) {
        return name.equals("last_over_time") || name.equals("first_over_time");
    }

    static double apply(String name, Stretch stretch, double parameter) {
        ToDoubleBiFunction<Stretch, Double> function = ALL.get(name);
        if (function == null) {
            throw new UnsupportedPromqlException("the function " + name);
        }
        return function.applyAsDouble(stretch, parameter);
    }

    private static DoubleStream stream(Stretch of) {
        return Arrays.stream(of.values());
    }

    private static double newest(Stretch of, boolean counter) {
        double last = of.last();
        double before = of.beforeLast();
        return counter && last < before ? last : last - before;
    }

    static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN);
    }

    static double quantile(double[] values, double which) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = Math.min(Math.max(which, 0), 1) * (sorted.length - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(sorted.length - 1, lower + 1);
        return sorted[lower] + (sorted[upper] - sorted[lower]) * (rank - lower);
    }
}
