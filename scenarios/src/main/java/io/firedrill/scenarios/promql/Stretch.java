package io.firedrill.scenarios.promql;

/** The samples of a series in a window, thinned out where there are many. Confined. */
final class Stretch {
    private final Labels labels;
    private final double margin;
    private final long every;
    private final long range;
    private final long end;
    private final long[] times;
    private final double[] values;

    /**
     * A row of samples, each of which stands for {@code every}.
     *
     * @param labels of the series
     * @param margin by how much it is there
     * @param span how it was looked at
     * @param times milliseconds, ascending
     * @param values as many
     */
    Stretch(Labels labels, double margin, Span span, long[] times, double[] values) {
        this.labels = labels;
        this.margin = margin;
        this.every = span.every();
        this.range = span.range();
        this.end = span.end();
        this.times = times;
        this.values = values;
    }

    /**
     * How a window is looked at.
     *
     * @param end where it ends, in milliseconds
     * @param range how long it is
     * @param every how many samples one stands for
     */
    record Span(long end, long range, long every) {}

    Labels labels() {
        return labels;
    }

    double margin() {
        return margin;
    }

    long every() {
        return every;
    }

    int count() {
        return values.length;
    }

    double first() {
        return values[0];
    }

    double last() {
        return values[values.length - 1];
    }

    double beforeLast() {
        return values[values.length - 2];
    }

    /** From the last but one to the last. */
    double lastSeconds() {
        return (times[times.length - 1] - times[times.length - 2]) / 1000.0;
    }

    double seconds() {
        return range / 1000.0;
    }

    double[] values() {
        return values.clone();
    }

    /** From the first to the last, where whatever falls begins anew. */
    double increase() {
        double lost = 0;
        for (int i = 1; i < values.length; i++) {
            lost += values[i] < values[i - 1] ? values[i - 1] : 0;
        }
        return last() - values[0] + lost;
    }

    /** For the whole window, as Prometheus extrapolates what it saw. */
    double overRange(double seen) {
        long saw = times[times.length - 1] - times[0];
        return saw == 0 ? Double.NaN : seen * range / saw;
    }

    /** How often it goes another way than on. */
    double steps(boolean down) {
        int steps = 0;
        for (int i = 1; i < values.length; i++) {
            double step = values[i] - values[i - 1];
            steps += (down ? step < 0 : step != 0) ? 1 : 0;
        }
        return (double) every * steps;
    }

    /** Per second, by least squares. */
    double slope() {
        double n = values.length;
        double x = 0;
        double y = 0;
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < values.length; i++) {
            double seconds = (times[i] - end) / 1000.0;
            x += seconds;
            y += values[i];
            xy += seconds * values[i];
            xx += seconds * seconds;
        }
        return (n * xy - x * y) / (n * xx - x * x);
    }
}
