package io.firedrill.assertions;

import io.firedrill.evidence.Level;
import io.firedrill.evidence.metric.PanelReading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one series of a panel showed before a fault or an alert, and in its second half, when every window that is no longer than the first half
 * holds nothing from before. Each is a median over time: a moment's peak moves nothing. A series that is new is held to what the
 * panel showed before, or a process that was replaced would be news.
 *
 * @param before empty if nothing was drawn
 * @param trend what a sum that only grows, or only falls, would have shown then if it had gone on as in the time before; for any other
 *     series what it showed before
 * @param during empty if it drew nothing
 */
record PanelCourse(Optional<Double> before, double trend, Optional<Double> during) {
    private static final double FACTOR = 2;

    /** So many of the steps of what goes one way may go the other. */
    private static final double AGAINST = 0.1;

    /** One for each series that it drew. */
    static List<PanelCourse> of(PanelReading panel, Episode trouble) {
        Episode then = new Episode(Duration.ZERO, trouble.from());
        Episode now = half(trouble, 1);
        List<Level.Course> series = panel.drawn().courses();
        Optional<Double> highest =
                series.stream().flatMap(each -> median(each, then).stream()).max(Double::compare);
        return series.stream()
                .map(each -> {
                    Optional<Double> before = median(each, then).or(() -> highest);
                    double growth = goesOneWay(each, trouble.to()) ? growth(each, then, now) : 0;
                    return new PanelCourse(before, before.orElse(0.0) + growth, median(each, now));
                })
                .toList();
    }

    /** Also beyond what it would have come to by itself: a sum that only grows shows no fault. */
    boolean rose() {
        double least = FACTOR * Math.max(before.orElse(0.0), trend);
        return during.filter(value -> value > 0 && value >= least).isPresent();
    }

    boolean fell() {
        double most = Math.min(before.orElse(0.0), trend) / FACTOR;
        return before.isPresent()
                && before.get() > 0
                && during.filter(value -> value <= most).isPresent();
    }

    /** Of what goes up and down, two halves of the time before foretell nothing. A sum falls too when a process begins anew. */
    private static boolean goesOneWay(Level.Course series, Duration end) {
        List<Double> values = series.points().stream()
                .filter(point -> point.at().compareTo(end) <= 0)
                .map(Level.Point::value)
                .toList();
        long up = steps(values, 1);
        long down = steps(values, -1);
        return Math.min(up, down) <= AGAINST * (up + down);
    }

    private static long steps(List<Double> values, int way) {
        return IntStream.range(1, values.size())
                .filter(i -> Double.compare(values.get(i), values.get(i - 1)) == way)
                .count();
    }

    /** As fast as from the first half of the time before to the second one. */
    private static double growth(Level.Course series, Episode then, Episode now) {
        Optional<Double> first = median(series, half(then, 0));
        Optional<Double> second = median(series, half(then, 1));
        double pace = first.isPresent() && second.isPresent()
                ? (second.get() - first.get()) / (then.length().toMillis() / 2.0)
                : 0;
        return pace * (middle(now).toMillis() - middle(then).toMillis());
    }

    private static Duration middle(Episode window) {
        return window.from().plus(window.length().dividedBy(2));
    }

    private static Episode half(Episode window, int which) {
        Duration middle = middle(window);
        return which == 0 ? new Episode(window.from(), middle) : new Episode(middle, window.to());
    }

    private static Optional<Double> median(Level.Course course, Episode window) {
        List<Double> values = course.points().stream()
                .filter(point -> window.covers(point.at()) && Double.isFinite(point.value()))
                .map(Level.Point::value)
                .sorted()
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() / 2));
    }
}
