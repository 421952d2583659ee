package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.Course;
import io.firedrill.scenarios.promql.Labels;
import io.firedrill.stacks.promql.Matcher;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A series that may go in any way.
 *
 * @param labels its labels
 * @param uses what of it is looked at
 * @param owner whose variables it has; copies share them
 * @param bound the upper bound of a bucket
 * @param presence when it is there
 */
record Seat(Labels labels, Set<Use> uses, int owner, OptionalDouble bound, Presence presence) {
    /** When a series is there. */
    enum Presence {
        ALWAYS,
        /** From shortly before the alert has to be true on. */
        LATE,
        /** Until then. */
        GONE,
        /** Rising only from a while before that on. */
        BURST,
        /** Rising only until then. */
        REST
    }

    /** What may be chosen of a series. */
    enum Variable {
        PLACE,
        LEVEL,
        SLOPE,
        FLIP
    }

    boolean has(Variable variable) {
        return switch (variable) {
            case LEVEL ->
                bound.isEmpty() && (uses.contains(Use.LEVEL) || uses.contains(Use.TREND) || uses.contains(Use.STEPS));
            case SLOPE -> uses.contains(Use.COUNTER) || uses.contains(Use.TREND) || bound.isPresent();
            case FLIP -> uses.contains(Use.STEPS);
            case PLACE -> bound.isPresent();
        };
    }

    /** Whether it only ever rises, from wherever it was. */
    boolean isCumulative() {
        return !has(Variable.LEVEL);
    }

    Course course(Motion motion, Phase phase, long interval) {
        Course line = line(motion, phase, interval);
        return switch (presence) {
            case ALWAYS -> line;
            case BURST -> at -> line.at(Math.max(at, phase.turn()));
            case REST -> at -> line.at(Math.min(at, phase.due() - interval));
            case LATE -> at -> at >= phase.due() - interval ? line.at(at) : Course.ABSENT;
            case GONE -> at -> at < phase.due() - interval ? line.at(at) : Course.ABSENT;
        };
    }

    private Course line(Motion motion, Phase phase, long interval) {
        double slope = slope(motion);
        if (labels.get(Matcher.NAME).equals("up")) {
            return at -> motion.level() < 0.5 ? 0 : 1;
        }
        if (isCumulative()) {
            return at -> phase.base() + slope * (at - phase.start()) / 1000.0;
        }
        return at -> motion.level()
                + slope * (at - phase.end()) / 1000.0
                + (motion.flip() == 0 ? 0 : motion.flip() * Math.floorMod(Math.floorDiv(at, interval), 2));
    }

    double slope(Motion motion) {
        double slope = isCumulative() ? Math.abs(motion.slope()) : motion.slope();
        return bound.isPresent() && bound.getAsDouble() < motion.place() ? 0 : slope;
    }

    /** How a series goes. */
    record Motion(double level, double slope, double flip, double place) {}
}
