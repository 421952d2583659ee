package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.Evaluation;
import io.firedrill.scenarios.promql.Recordings;
import io.firedrill.scenarios.synthesis.Structure.Slot;
import io.firedrill.stacks.promql.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Looks for values under which a condition holds, or does not, one variable after the other, again and again: all demands on a series
 * are met together, because they are weighed together. Confined.
 */
final class Search {
    /** As far beyond the edge as is wanted. */
    private static final double GOOD = 0.2;

    /** As far as is enough. */
    private static final double ENOUGH = 1e-13;

    private static final int SWEEPS = 5;

    /** With that many series more, an evaluation counts as one more. */
    private static final int SEATS = 4;

    /** With that many windows read, likewise. */
    private static final int WINDOWS = 200;

    private static final double[] STEPS = {2, 0.5, 1.1, 0.9, 1.01, 0.99, -1};

    private final Expr condition;
    private final Recordings recordings;
    private final Numbers numbers;
    private final Set<Double> bounds;
    private final long interval;
    private long left;
    private final Random random = new Random(7);

    Search(Expr condition, Recordings recordings, Numbers numbers, Set<Double> bounds, long interval) {
        this.condition = condition;
        this.recordings = recordings;
        this.numbers = numbers;
        this.bounds = bounds;
        this.interval = interval;
    }

    /** {@code sign} is 1 for a condition that holds, and -1 for one that does not. */
    Attempt look(Structure structure, Phase phase, int sign, Map<Slot, Double> begin, int starts) {
        List<Slot> slots = structure.slots();
        Map<Slot, Double> best = Map.of();
        double most = -1;
        for (int start = 0; start < starts && (start == 0 || !isOver()); start++) {
            Map<Slot, Double> chosen = new HashMap<>(begin(slots, phase, begin, start));
            double got = climb(structure, slots, phase, sign, chosen);
            if (got > most) {
                most = got;
                best = chosen;
            }
            if (most >= GOOD || slots.isEmpty()) {
                break;
            }
        }
        return new Attempt(best, most);
    }

    /**
     * The best that was found.
     *
     * @param chosen how series go
     * @param margin by how much it is as wanted
     */
    record Attempt(Map<Slot, Double> chosen, double margin) {
        boolean succeeded() {
            return margin >= ENOUGH;
        }
    }

    /** From now on, so many evaluations are left: a limit of time would make a verdict depend on the machine. */
    void within(long evaluations) {
        left = evaluations;
    }

    boolean isOver() {
        return left <= 0;
    }

    /** By how much the condition holds all the time: the least of all instants. */
    double margin(Structure structure, Map<Slot, Double> chosen, Phase phase, int sign) {
        Evaluation evaluation = new Evaluation(structure.world(chosen, phase, interval), recordings);
        double least = 1;
        for (long at : phase.instants()) {
            if (least > -1) {
                least = Math.min(least, sign * evaluation.margin(condition, at));
            }
        }
        left -= 1 + structure.seats().size() / SEATS + evaluation.work() / WINDOWS;
        return least;
    }

    private Map<Slot, Double> begin(List<Slot> slots, Phase phase, Map<Slot, Double> given, int start) {
        Map<Slot, Double> begin = new HashMap<>();
        for (Slot slot : slots) {
            List<Double> values = numbers.of(slot.variable(), phase, bounds);
            double first = slot.variable() == Seat.Variable.FLIP || slot.variable() == Seat.Variable.PLACE ? 0 : 1;
            begin.put(
                    slot,
                    start == 0
                            ? given.getOrDefault(slot, first)
                            : start == 1 ? (first + 1) % 2 : values.get(random.nextInt(values.size())));
        }
        return begin;
    }

    private double climb(Structure structure, List<Slot> slots, Phase phase, int sign, Map<Slot, Double> chosen) {
        double most = margin(structure, chosen, phase, sign);
        for (int sweep = 0; sweep < SWEEPS && most < GOOD; sweep++) {
            double before = most;
            for (Slot slot : slots) {
                most = improve(structure, slot, phase, sign, chosen, most);
            }
            if (most <= before || isOver()) {
                break;
            }
        }
        return most;
    }

    private double improve(
            Structure structure, Slot slot, Phase phase, int sign, Map<Slot, Double> chosen, double reached) {
        double most = reached;
        double best = chosen.getOrDefault(slot, 0.0);
        for (double value : values(slot, phase, best)) {
            if (most >= GOOD || isOver()) {
                break;
            }
            chosen.put(slot, value);
            double got = margin(structure, chosen, phase, sign);
            if (got > most) {
                most = got;
                best = value;
            }
        }
        chosen.put(slot, best);
        return most;
    }

    private List<Double> values(Slot slot, Phase phase, double now) {
        List<Double> values = new ArrayList<>(numbers.of(slot.variable(), phase, bounds));
        for (double step : STEPS) {
            values.add(now * step);
        }
        values.add(now + 1);
        values.add(now - 1);
        return values;
    }
}
