package io.firedrill.reports.drawing;

import io.firedrill.evidence.alert.SilenceRecord;
import java.time.Duration;

/** When a silence was planned (outline), when it was seen active (full), and what it withheld (ticks). */
record SilenceLane(SilenceRecord silence) implements Lane {
    @Override
    public String name() {
        return "Silence: " + silence.name();
    }

    @Override
    public String detail() {
        return String.join(", ", silence.matchers());
    }

    @Override
    public double height() {
        return 38;
    }

    @Override
    public void draw(Svg svg, TimeAxis axis, double top) {
        double x = axis.x(silence.plannedFrom());
        double width = axis.width(silence.plannedFrom(), silence.plannedTo());
        String planned = "planned " + window(silence.plannedFrom(), silence.plannedTo());
        if (silence.activeFrom().isPresent() && silence.activeTo().isPresent()) {
            Duration from = silence.activeFrom().get();
            Duration to = silence.activeTo().get();
            svg.rounded(axis.x(from), top + 9, axis.width(from, to), 20, "silence", "seen active " + window(from, to));
            Caption.in(svg, axis.x(from), axis.width(from, to), top + 23, "in", "active " + Times.span(to.minus(from)));
        }
        svg.rounded(x, top + 7, width, 24, "planned", planned);
        silence.mutings().forEach(muting -> {
            double at = axis.x(muting.at());
            String what =
                    Times.offset(muting.at()) + ": withheld " + muting.labels().getOrDefault("alertname", "?");
            svg.rect(at - 1, top + 4, 2, 30, "muting", what);
        });
    }

    private static String window(Duration from, Duration to) {
        return Times.offset(from) + " to " + Times.offset(to);
    }
}
