package io.firedrill.reports.drawing;

import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** When an alert was pending (low and hatched) and firing (tall and full). */
record AlertLane(AlertTimeline alert) implements Lane {
    /** Those that changed during the drill first, in order of time; those that were always there last. */
    static List<Lane> of(List<AlertTimeline> alerts) {
        return alerts.stream()
                .filter(alert -> !alert.periods().isEmpty())
                .sorted(Comparator.comparing(AlertLane::begin)
                        .thenComparing(AlertTimeline::alert)
                        .thenComparing(alert -> labels(alert.labels())))
                .<Lane>map(AlertLane::new)
                .toList();
    }

    private static Duration begin(AlertTimeline alert) {
        Duration from = alert.periods().get(0).from();
        return from.compareTo(Duration.ZERO) > 0 ? from : Duration.ofDays(10_000);
    }

    static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(", "));
    }

    @Override
    public String name() {
        return alert.alert();
    }

    @Override
    public String detail() {
        return labels(alert.labels()).replace("\"", "");
    }

    @Override
    public double height() {
        return 38;
    }

    @Override
    public void draw(Svg svg, TimeAxis axis, double top) {
        svg.line(axis.left(), top + 30, axis.right(), top + 30, "base");
        alert.periods().stream()
                .filter(period -> period.to().compareTo(Duration.ZERO) >= 0)
                .filter(period -> period.from().compareTo(axis.end()) <= 0)
                .forEach(period -> draw(svg, axis, top, period));
    }

    /** Like a dead man's switch: there from before clock zero to the end, be it with evaluations missing in between. */
    static boolean standing(AlertTimeline alert, Duration end) {
        List<AlertPeriod> periods = alert.periods();
        return !periods.isEmpty()
                && throughout(
                        new AlertPeriod(
                                periods.get(0).state(),
                                periods.get(0).from(),
                                periods.get(periods.size() - 1).to(),
                                1),
                        end)
                && periods.stream()
                        .allMatch(period -> period.state() == periods.get(0).state());
    }

    /** As a dead man's switch does: there before clock zero, there at the end, or nearly. */
    private static boolean throughout(AlertPeriod period, Duration end) {
        Duration rest = end.minus(period.to());
        return period.from().compareTo(Duration.ZERO) <= 0 && rest.compareTo(end.dividedBy(20)) <= 0;
    }

    private void draw(Svg svg, TimeAxis axis, double top, AlertPeriod period) {
        double x = axis.x(period.from());
        double width = axis.width(period.from(), period.to());
        boolean firing = period.state() == AlertState.FIRING;
        String state = firing ? "firing" : "pending";
        boolean throughout = throughout(period, axis.end());
        String caption = state
                + (throughout ? " throughout" : " " + Times.span(period.to().minus(period.from())));
        String title =
                alert.alert() + "{" + labels(alert.labels()) + "} " + caption + ": " + Times.offset(period.from())
                        + " to " + Times.offset(period.to()) + ", " + period.samples() + " samples";
        svg.rounded(
                x, firing ? top + 8 : top + 15, width, firing ? 22 : 15, throughout ? state + " always" : state, title);
        Caption.in(svg, x, width, firing ? top + 23 : top + 26.5, firing && !throughout ? "in" : "on", caption);
    }
}
