package io.firedrill.reports.drawing;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertState;
import java.time.Duration;

/** A drill in one line: faults and silences behind, firing alerts over them, notifications on top. */
final class Glance {
    private final TimeAxis axis;
    private final Svg svg;

    private Glance(Evidence drill) {
        axis = new TimeAxis(drill.drill().observed(), 1, 199);
        svg = new Svg(
                200,
                26,
                "glance",
                "Faults, firing alerts and notifications of " + drill.drill().name());
    }

    static String of(Evidence drill) {
        Glance glance = new Glance(drill);
        glance.svg.line(1, 13, 199, 13, "base");
        glance.causes(drill);
        glance.effects(drill);
        return glance.svg.finish();
    }

    private void causes(Evidence drill) {
        drill.faults()
                .forEach(fault -> bar(3, 20, fault.appliedAt(), fault.revertedAt(), "shade", "fault " + fault.name()));
        drill.silences()
                .forEach(silence ->
                        bar(1, 24, silence.plannedFrom(), silence.plannedTo(), "planned", "silence " + silence.name()));
    }

    private void effects(Evidence drill) {
        drill.alerts().stream()
                .filter(alert -> !AlertLane.standing(alert, drill.drill().observed()))
                .forEach(alert -> alert.periods().stream()
                        .filter(period -> period.state() == AlertState.FIRING
                                && period.from().compareTo(Duration.ZERO) > 0)
                        .forEach(period -> bar(9, 8, period.from(), period.to(), "firing", alert.alert() + " firing")));
        drill.notifications().forEach(notification -> {
            String css = ReceiverLane.firing(notification) ? "told" : "over";
            svg.circle(axis.x(notification.at()), 13, 3.2, css, ReceiverLane.words(notification));
        });
    }

    private void bar(double top, double height, Duration from, Duration to, String css, String title) {
        svg.rounded(axis.x(from), top, axis.width(from, to), height, css, title);
    }
}
