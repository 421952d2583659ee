package io.firedrill.reports.drawing;

import java.time.Duration;
import java.util.Locale;

/**
 * How long clients waited: the 99th percentile of each bin, as a line with gaps where nothing was sent. The scale is
 * logarithmic, so that one time-out doesn't flatten all else, and spans a decade at least, so that noise stays small.
 */
record LatencyLane(Load load) implements Lane {
    @Override
    public String name() {
        return "Latency";
    }

    @Override
    public String detail() {
        return "p99 (log), " + Times.span(load.quickest()) + " to " + Times.span(load.slowest());
    }

    @Override
    public double height() {
        return 58;
    }

    @Override
    public void draw(Svg svg, TimeAxis axis, double top) {
        double foot = top + height() - 6;
        svg.line(axis.left(), foot, axis.right(), foot, "base");
        StringBuilder line = new StringBuilder();
        boolean on = false;
        for (int i = 0; i < load.bins().size(); i++) {
            Load.Bin bin = load.bins().get(i);
            if (bin.p99().isPresent()) {
                double y = foot - share(bin.p99().get()) * (height() - 14);
                double from = axis.x(load.from(i));
                double to = axis.x(load.from(i + 1));
                line.append(String.format(Locale.ROOT, "%s%.1f %.1fH%.1f", on ? "L" : "M", from, y, to));
            }
            on = bin.p99().isPresent();
        }
        svg.path(line.toString(), "latency", "99th percentile of each " + Times.span(load.bin()));
    }

    private double share(Duration latency) {
        double top = log(load.slowest());
        double foot = Math.min(log(load.quickest()) - 0.1, top - 1);
        return Math.max(0, (log(latency) - foot) / (top - foot));
    }

    private static double log(Duration latency) {
        return Math.log10((double) Math.max(1, latency.toNanos()));
    }
}
