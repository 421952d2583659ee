package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.Level.Course;
import io.firedrill.evidence.Level.Point;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How far one of the moving counters of {@link SpanCounts} came during a drill. */
record SpanFlow(Evidence evidence, String name) {
    /** Whether anybody counts it. */
    boolean isCounted() {
        return courses(any -> true).findAny().isPresent();
    }

    double increase() {
        return increase(any -> true);
    }

    double increase(Predicate<Map<String, String>> which) {
        return courses(which).mapToDouble(this::increase).sum();
    }

    /** The increase by the value of a label, without those that did not move; the greatest first is for readers to find. */
    Map<String, Double> by(String label, Predicate<Map<String, String>> which) {
        Map<String, Double> increases = new TreeMap<>();
        courses(which)
                .filter(course -> increase(course) > 0)
                .forEach(course ->
                        increases.merge(course.labels().getOrDefault(label, ""), increase(course), Double::sum));
        return increases;
    }

    /** The increase of all series from one offset to another. */
    double between(Duration from, Duration to) {
        return courses(any -> true)
                .mapToDouble(course -> value(course, to) - value(course, from))
                .sum();
    }

    /** The last value of all series. */
    double last() {
        return courses(any -> true).mapToDouble(SpanFlow::last).sum();
    }

    String pointer() {
        return "/levels/"
                + level().map(level -> evidence.levels().indexOf(level)).orElse(0);
    }

    /** A series that begins during the drill began at zero. */
    private double increase(Course course) {
        return last(course) - (isThereAtFirst(course) ? course.points().get(0).value() : 0);
    }

    private boolean isThereAtFirst(Course course) {
        Duration interval = evidence.configuration().evaluationInterval();
        return course.points().get(0).at().compareTo(interval) <= 0;
    }

    private double value(Course course, Duration at) {
        List<Point> before = course.points().stream()
                .filter(point -> point.at().compareTo(at) <= 0)
                .toList();
        return before.isEmpty() ? 0 : before.get(before.size() - 1).value();
    }

    private static double last(Course course) {
        return course.points().get(course.points().size() - 1).value();
    }

    private Stream<Course> courses(Predicate<Map<String, String>> which) {
        return level().stream()
                .flatMap(level -> level.courses().stream())
                .filter(course -> !course.points().isEmpty() && which.test(course.labels()));
    }

    private Optional<Level> level() {
        return evidence.levels().stream()
                .filter(level -> level.name().equals(name))
                .findFirst();
    }
}
