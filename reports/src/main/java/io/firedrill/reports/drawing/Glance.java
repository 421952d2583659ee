package io.firedrill.reports.drawing;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertState;
import java.time.Duration;

/** A drill in one line. */
final class Glance {
    private Glance() {}

    static String of(Evidence drill) {
        TimeAxis axis = new TimeAxis(drill.drill().observed(), 1, 199);
        Svg svg = new Svg(
                200,
                26,
                "glance",
                "Faults, firing alerts and notifications of " + drill.drill().name());
        svg.line(1, 13, 199, 13, "base");
        drill.faults()
                .forEach(fault -> svg.rounded(
                        axis.x(fault.appliedAt()),
                        3,
                        axis.width(fault.appliedAt(), fault.revertedAt()),
                        20,
                        "shade",
                        "fault " + fault.name()));
        drill.silences()
                .forEach(silence -> svg.rounded(
                        axis.x(silence.plannedFrom()),
                        1,
                        axis.width(silence.plannedFrom(), silence.plannedTo()),
                        24,
                        "planned",
                        "silence " + silence.name()));
        drill.alerts()
                .forEach(alert -> alert.periods().stream()
                        .filter(period -> period.state() == AlertState.FIRING
                                && period.from().compareTo(Duration.ZERO) > 0)
                        .forEach(period -> svg.rounded(
                                axis.x(period.from()),
                                9,
                                axis.width(period.from(), period.to()),
                                8,
                                "firing",
                                alert.alert() + " firing")));
        drill.notifications()
                .forEach(notification -> svg.circle(
                        axis.x(notification.at()),
                        13,
                        3,
                        ReceiverLane.firing(notification) ? "told" : "over",
                        ReceiverLane.words(notification)));
        return svg.finish();
    }
}
