package io.firedrill.stacks.observe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a recorder reads beyond alerts, silences, notifications, targets and what dashboards ask, which it always
 * reads. Immutable.
 *
 * @param counters the counters whose increase is measured
 * @param levels the values whose course is read
 * @param histograms the histograms whose buckets are measured, each by a query that keeps {@code le}
 * @param exemplars the metrics whose exemplars are read
 * @param metrics whether the state of the metrics themselves is read: targets, series, rules
 * @param traces whether the traces of the ledger are looked up
 * @param followed services whose other traces are searched for links to those of the ledger
 */
public record RecordingPlan(
        List<Counter> counters,
        List<Gauge> levels,
        List<Counter> histograms,
        List<Gauge> exemplars,
        boolean metrics,
        boolean traces,
        Set<String> followed) {
    /** Copies the lists, and requires that each name is used once. */
    public RecordingPlan {
        counters = List.copyOf(counters);
        levels = List.copyOf(levels);
        histograms = List.copyOf(histograms);
        exemplars = List.copyOf(exemplars);
        followed = Set.copyOf(followed);
        requireUnique(
                "counter", Stream.concat(counters.stream(), histograms.stream()).map(Counter::name));
        requireUnique("level", levels.stream().map(Gauge::name));
        requireUnique("exemplars", exemplars.stream().map(Gauge::name));
    }

    /**
     * A plan that reads counters and no traces.
     *
     * @param counters the counters, each under its own name
     * @return the plan
     */
    public static RecordingPlan counting(List<Counter> counters) {
        return new RecordingPlan(counters, List.of(), List.of(), List.of(), false, false, Set.of());
    }

    /**
     * The same plan, with the traces of the ledger.
     *
     * @return a new plan
     */
    public RecordingPlan withTraces() {
        return new RecordingPlan(counters, levels, histograms, exemplars, metrics, true, followed);
    }

    /** All that is read before and after. */
    List<Counter> counted() {
        return Stream.concat(counters.stream(), histograms.stream()).toList();
    }

    /**
     * A counter to read before and after.
     *
     * @param name what is counted; promises refer to it
     * @param query PromQL without {@code rate} or {@code increase}; the values of all series it gives are added up
     */
    public record Counter(String name, String query) {}

    /**
     * A value whose course, or a metric whose exemplars, are read after the drill.
     *
     * @param name what it is called; promises refer to it
     * @param query PromQL at the pace of the run; for a course, exactly what a rule compares with its threshold,
     *     without the comparison; for exemplars, any selector of the series
     */
    public record Gauge(String name, String query) {}

    private static void requireUnique(String what, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(what + " name must be unique, but was twice " + name);
        });
    }
}
