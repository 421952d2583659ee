package io.firedrill.reports.drawing;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.FaultRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A drill as lanes over one time axis: load, faults, alerts, silences, notifications. Thread-safe.
 */
public final class Timeline {
    private static final double WIDTH = 1100;
    private static final double LEFT = 228;
    private static final double RIGHT = 1086;
    private static final double HEAD = 26;
    private static final int MOST_ALERTS = 24;

    private final Evidence drill;
    private final TimeAxis axis;
    private final List<List<Lane>> groups;

    private Timeline(Evidence drill) {
        this.drill = drill;
        this.axis = new TimeAxis(drill.drill().observed(), LEFT, RIGHT);
        Load load = Load.of(drill.ledger(), axis);
        List<List<Lane>> all = List.of(
                drill.ledger().isEmpty() ? List.of() : List.of(new RequestsLane(load), new LatencyLane(load)),
                drill.faults().stream().<Lane>map(FaultLane::new).toList(),
                AlertLane.of(drill.alerts()).stream().limit(MOST_ALERTS).toList(),
                drill.silences().stream().<Lane>map(SilenceLane::new).toList(),
                ReceiverLane.of(drill.notifications()));
        this.groups = all.stream().filter(group -> !group.isEmpty()).toList();
    }

    /**
     * Draws a drill.
     *
     * @param drill what was seen
     * @return an {@code svg} element of class {@code timeline}
     */
    public static String of(Evidence drill) {
        return new Timeline(drill).draw();
    }

    /**
     * The same in one small line: faults, firing alerts and notifications.
     *
     * @param drill what was seen
     * @return an {@code svg} element of class {@code glance}
     */
    public static String glance(Evidence drill) {
        return Glance.of(drill);
    }

    /**
     * How many alerts a timeline leaves out, because no one can read that many lanes.
     *
     * @param drill what was seen
     * @return zero for all but the largest
     */
    public static int leftOut(Evidence drill) {
        return Math.max(0, AlertLane.of(drill.alerts()).size() - MOST_ALERTS);
    }

    private String draw() {
        double height = HEAD + 20;
        for (List<Lane> group : groups) {
            height += 10 + group.stream().mapToDouble(Lane::height).sum();
        }
        Svg svg = new Svg(WIDTH, height, "timeline", label());
        for (FaultRecord fault : drill.faults()) {
            double width = axis.width(fault.appliedAt(), fault.revertedAt());
            svg.rect(axis.x(fault.appliedAt()), HEAD, width, height - HEAD - 18, "shade", "");
        }
        ticks(svg, height);
        lanes(svg);
        return svg.finish();
    }

    private String label() {
        List<String> parts = new ArrayList<>();
        parts.add("Timeline of " + drill.drill().name() + " over " + Times.span(axis.end()));
        drill.faults()
                .forEach(fault -> parts.add("fault " + fault.name() + " from " + Times.offset(fault.appliedAt())
                        + " to " + Times.offset(fault.revertedAt())));
        parts.add(drill.alerts().size() + " alerts and " + drill.notifications().size() + " notifications");
        parts.add("the chronology below has every event in words");
        return String.join("; ", parts);
    }

    private void ticks(Svg svg, double height) {
        for (var at : axis.ticks()) {
            double x = axis.x(at);
            svg.line(x, HEAD - 4, x, height - 18, "tick");
            String label = at.isZero() ? "t+0" : Times.span(at);
            String css = x > RIGHT - 12 ? "axis end" : at.isZero() ? "axis" : "axis mid";
            svg.text(x, HEAD - 11, css, label);
            svg.text(x, height - 5, css, label);
        }
    }

    private void lanes(Svg svg) {
        double y = HEAD;
        for (List<Lane> group : groups) {
            svg.line(0, y + 2, WIDTH, y + 2, "group");
            y += 6;
            for (Lane lane : group) {
                double middle = y + lane.height() / 2;
                boolean plain = lane.detail().isEmpty();
                svg.text(0, plain ? middle + 4 : middle - 3, "name", Caption.cut(lane.name(), 28), lane.name());
                svg.text(0, middle + 12, "detail", Caption.cut(lane.detail(), 34), lane.detail());
                lane.draw(svg, axis, y);
                y += lane.height();
            }
            y += 4;
        }
    }
}
