package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.synthesis.Seat.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that are worth trying: those around the numbers of the expression. Confined. */
final class Numbers {
    private static final double[] FACTORS = {2, 0.5, 1, 1.1, 0.9, 10, 0.1, 1.01, 0.99, 4, 100};

    private final Set<Double> numbers = new LinkedHashSet<>();
    private final Set<Duration> windows;
    private final boolean clock;
    private final Map<Key, List<Double>> known = new HashMap<>();

    Numbers(Set<Double> numbers, Set<Duration> windows, boolean clock) {
        numbers.stream().filter(Double::isFinite).forEach(this.numbers::add);
        this.windows = windows;
        this.clock = clock;
    }

    List<Double> of(Variable variable, Phase phase, Set<Double> bounds) {
        return known.computeIfAbsent(new Key(variable, phase.end()), key -> values(variable, phase, bounds));
    }

    private record Key(Variable variable, long end) {}

    private List<Double> values(Variable variable, Phase phase, Set<Double> bounds) {
        return switch (variable) {
            case LEVEL -> List.copyOf(levels(phase));
            case SLOPE -> List.copyOf(slopes());
            case FLIP -> List.of(0.0, 1.0, 1000.0);
            case PLACE -> places(bounds);
        };
    }

    private Set<Double> levels(Phase phase) {
        Set<Double> all = new LinkedHashSet<>(List.of(0.0, 1.0));
        for (double number : numbers) {
            around(number, all);
            all.addAll(List.of(number + 1, number - 1, 100 - number, 1 - number));
        }
        if (clock) {
            double now = phase.end() / 1000.0;
            for (double number : numbers) {
                for (double factor : FACTORS) {
                    all.addAll(List.of(now - number * factor, now + number * factor));
                    all.addAll(List.of((now - number * factor) * 1000, (now + number * factor) * 1000));
                }
            }
            all.addAll(List.of(now, now * 1000, now - 1e6, now + 1e6));
        }
        return signed(all);
    }

    private Set<Double> slopes() {
        Set<Double> all = new LinkedHashSet<>(List.of(0.0, 1.0));
        for (double number : numbers) {
            around(number, all);
        }
        for (Duration window : windows) {
            double seconds = Math.max(1, window.toMillis() / 1000.0);
            all.add(1 / seconds);
            for (double number : numbers) {
                around(number / seconds, all);
            }
        }
        return signed(all);
    }

    private static void around(double number, Set<Double> all) {
        for (double factor : FACTORS) {
            all.add(number * factor);
        }
    }

    /** What is not negative first: few things are. */
    private static Set<Double> signed(Set<Double> all) {
        for (int power = -6; power <= 12; power++) {
            all.add(Math.pow(10, power));
        }
        Set<Double> signed = new LinkedHashSet<>();
        all.forEach(value -> signed.add(Math.abs(value)));
        all.forEach(value -> signed.add(-Math.abs(value)));
        return signed;
    }

    /** In each bucket. */
    private static List<Double> places(Set<Double> bounds) {
        List<Double> all = new ArrayList<>(bounds);
        all.add(0.0);
        return all;
    }

    static String written(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return Double.isInfinite(value)
                ? (value > 0 ? "Inf" : "-Inf")
                : Double.toString(value).replace("E", "e");
    }
}
