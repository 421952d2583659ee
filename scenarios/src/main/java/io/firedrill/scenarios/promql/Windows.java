package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The samples of windows: of series, of what rules record, and of subqueries. Confined. */
final class Windows {
    /** More samples than this say nothing more of what goes in straight lines. */
    private static final int MOST = 48;

    /** The same of what has to be computed for each. */
    private static final int MOST_COMPUTED = 12;

    private final World world;
    private final Evaluation evaluation;
    private long read;

    Windows(World world, Evaluation evaluation) {
        this.world = world;
        this.evaluation = evaluation;
    }

    /** How many windows of series were read so far. */
    long read() {
        return read;
    }

    List<Stretch> of(Expr expr, long at) {
        if (expr instanceof Expr.Window window) {
            long end = at - window.select().offset().toMillis();
            long range = window.range().toMillis();
            return evaluation.records(window.select())
                    ? computed(new Expr.Select(window.select().matchers(), Duration.ZERO), end, range, world.interval())
                    : sampled(window.select(), end, range);
        }
        if (expr instanceof Expr.Subquery subquery) {
            long step = subquery.step().isZero()
                    ? world.interval()
                    : subquery.step().toMillis();
            return computed(
                    subquery.of(),
                    at - subquery.offset().toMillis(),
                    subquery.range().toMillis(),
                    step);
        }
        throw new UnsupportedPromqlException("a window that is none");
    }

    private List<Stretch> sampled(Expr.Select select, long end, long range) {
        List<Stretch> all = new ArrayList<>();
        Stretch.Span span = new Stretch.Span(end, range, every(range, world.interval(), MOST));
        for (World.Series each : world.select(select.matchers())) {
            Row row = new Row();
            read++;
            for (long tick : ticks(end, range, world.interval(), MOST)) {
                row.add(tick, each.course().at(tick));
            }
            if (!row.isEmpty()) {
                all.add(row.stretch(each.labels(), Element.SURE, span));
            }
        }
        return all;
    }

    private List<Stretch> computed(Expr expr, long end, long range, long step) {
        Map<Labels, Row> rows = new LinkedHashMap<>();
        Map<Labels, Double> margins = new LinkedHashMap<>();
        for (long tick : ticks(end, range, step, MOST_COMPUTED)) {
            for (Element each : evaluation.vector(expr, tick)) {
                if (each.isThere()) {
                    rows.computeIfAbsent(each.labels(), labels -> new Row()).add(tick, each.value());
                }
                margins.merge(each.labels(), each.margin(), Math::max);
            }
        }
        List<Stretch> all = new ArrayList<>();
        Stretch.Span span = new Stretch.Span(end, range, every(range, step, MOST_COMPUTED));
        rows.forEach((labels, row) -> {
            if (!row.isEmpty()) {
                all.add(row.stretch(labels, margins.getOrDefault(labels, Element.SURE), span));
            }
        });
        return all;
    }

    /** Multiples of the step, open on the left as in Prometheus 3. */
    private static long[] ticks(long end, long range, long step, int most) {
        long last = Math.floorDiv(end, step);
        long first = Math.floorDiv(end - range, step) + 1;
        long every = every(range, step, most);
        long count = Math.max(0, (last - first) / every + 1);
        long[] ticks = new long[(int) count];
        for (int i = 0; i < count; i++) {
            ticks[i] = (last - (count - 1 - i) * every) * step;
        }
        return ticks;
    }

    /** Odd, so that what alternates still does. */
    private static long every(long range, long step, int most) {
        return Math.max(1, range / step / most) | 1;
    }

    /** Samples as they come. */
    private static final class Row {
        private final List<Long> times = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        void add(long at, double value) {
            if (!Double.isNaN(value)) {
                times.add(at);
                values.add(value);
            }
        }

        boolean isEmpty() {
            return times.isEmpty();
        }

        Stretch stretch(Labels labels, double margin, Stretch.Span span) {
            return new Stretch(
                    labels,
                    margin,
                    span,
                    times.stream().mapToLong(Long::longValue).toArray(),
                    values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
