package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.Level.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How a level moved beside a threshold; the points of several series that an alert selects count together. */
record LevelCourse(String pointer, String query, double threshold, List<Level.Course> series) {
    /** From this share of the threshold on, a level is near it. */
    static final double NEAR = 0.6;

    /** Where less of a level reached the threshold, it is no reason for the alert. */
    static final double REASON = 0.5;

    /** The courses that an alert's labels select; labels that the series do not have, such as the rule's own, do not count. */
    static Optional<LevelCourse> of(Evidence evidence, String name, AlertSelector alert, double threshold) {
        for (int i = 0; i < evidence.levels().size(); i++) {
            Level level = evidence.levels().get(i);
            if (level.name().equals(name)) {
                return Optional.of(
                        new LevelCourse("/levels/" + i, level.query(), threshold, level.courses()).of(alert.labels()));
            }
        }
        return Optional.empty();
    }

    /** All points of a level, whatever series they are of; none if it was not recorded. */
    static Stream<Point> points(Evidence evidence, String name) {
        return evidence.levels().stream()
                .filter(level -> level.name().equals(name))
                .flatMap(level -> level.courses().stream())
                .flatMap(course -> course.points().stream());
    }

    /** The series that do not contradict these labels. */
    LevelCourse of(Map<String, String> labels) {
        return new LevelCourse(
                pointer,
                query,
                threshold,
                series.stream().filter(course -> agrees(course, labels)).toList());
    }

    private static boolean agrees(Level.Course course, Map<String, String> labels) {
        return labels.entrySet().stream()
                .allMatch(label ->
                        label.getValue().equals(course.labels().getOrDefault(label.getKey(), label.getValue())));
    }

    /** The same, within a window. */
    LevelCourse within(Episode window) {
        return new LevelCourse(
                pointer,
                query,
                threshold,
                series.stream()
                        .map(course -> new Level.Course(
                                course.labels(),
                                course.points().stream()
                                        .filter(point -> window.covers(point.at()))
                                        .toList()))
                        .toList());
    }

    List<Double> values() {
        return points().flatMap(List::stream).map(Point::value).sorted().toList();
    }

    private Stream<List<Point>> points() {
        return series.stream().map(Level.Course::points);
    }

    double median() {
        List<Double> values = values();
        return values.get((values.size() - 1) / 2);
    }

    double highest() {
        return values().get(values().size() - 1);
    }

    /** Which share of the points reached the threshold, in the series with most of them: the alert's reason, if any. */
    double shareReached() {
        return points().filter(points -> !points.isEmpty())
                .mapToDouble(this::shareReached)
                .max()
                .orElse(0);
    }

    private double shareReached(List<Point> points) {
        return (double) points.stream()
                        .filter(point -> point.value() >= threshold)
                        .count()
                / points.size();
    }

    /**
     * The longest stretch over which a rule with too low a threshold would have been true at every point, and the right one
     * at few: the highest of a hundred requests is slow now and then, and that alone makes no rule fire.
     */
    Duration nearFor() {
        return points().flatMap(points -> stretches(points, point -> point.value() >= NEAR * threshold).stream())
                .filter(stretch -> shareReached(stretch) < REASON)
                .map(stretch -> stretch.get(stretch.size() - 1)
                        .at()
                        .minus(stretch.get(0).at()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Each as long as it goes. */
    private static List<List<Point>> stretches(List<Point> points, Predicate<Point> which) {
        List<List<Point>> stretches = new ArrayList<>();
        List<Point> open = new ArrayList<>();
        for (Point point : points) {
            if (which.test(point)) {
                open.add(point);
            } else if (!open.isEmpty()) {
                stretches.add(open);
                open = new ArrayList<>();
            }
        }
        if (!open.isEmpty()) {
            stretches.add(open);
        }
        return stretches;
    }
}
