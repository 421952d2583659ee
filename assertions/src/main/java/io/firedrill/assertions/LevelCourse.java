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

    private boolean isNear(double value) {
        return value >= NEAR * threshold && value < threshold;
    }

    /** Which share of the points reached the threshold, in the series with most of them: the alert's reason, if any. */
    double shareReached() {
        return points().filter(points -> !points.isEmpty())
                .mapToDouble(points -> (double) points.stream()
                                .filter(point -> point.value() >= threshold)
                                .count()
                        / points.size())
                .max()
                .orElse(0);
    }

    /** The longest stretch over which a series was just below the threshold at every point. */
    Duration nearFor() {
        return points().flatMap(points -> stretches(points, point -> isNear(point.value())).stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static List<Duration> stretches(List<Point> points, Predicate<Point> which) {
        List<Duration> stretches = new ArrayList<>();
        Optional<Duration> from = Optional.empty();
        for (Point point : points) {
            from = which.test(point) ? from.or(() -> Optional.of(point.at())) : Optional.empty();
            from.ifPresent(begin -> stretches.add(point.at().minus(begin)));
        }
        return stretches;
    }
}
