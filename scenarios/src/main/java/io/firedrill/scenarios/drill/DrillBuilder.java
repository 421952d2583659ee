package io.firedrill.scenarios.drill;

import io.firedrill.assertions.Promise;
import io.firedrill.assertions.SpanCounts;
import io.firedrill.assertions.Watched;
import io.firedrill.evidence.DrillInfo;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.observe.History;
import io.firedrill.stacks.observe.RecordingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans a drill, step by step. Confined to one thread. */
public final class DrillBuilder {
    private final String name;
    private final String story;
    private final List<PlannedFault> faults = new ArrayList<>();
    private final List<PlannedSilence> silences = new ArrayList<>();
    private final List<History> histories = new ArrayList<>();
    private final List<RecordingPlan.Counter> counters = new ArrayList<>();
    private final List<RecordingPlan.Gauge> levels = new ArrayList<>();
    private final List<RecordingPlan.Counter> histograms = new ArrayList<>();
    private final List<RecordingPlan.Gauge> exemplars = new ArrayList<>();
    private final Set<String> followed = new HashSet<>();
    private final Set<String> alwaysOn = new HashSet<>();
    private final List<Promise> promises = new ArrayList<>();
    private final List<Watched> watched = new ArrayList<>();
    private Optional<Traffic> traffic = Optional.empty();
    private Optional<Duration> observed = Optional.empty();
    private Setting setting = Setting.WHOLE;
    private boolean metrics;
    private boolean traces;

    DrillBuilder(String name, String story) {
        this.name = name;
        this.story = story;
    }

    /**
     * Restricts the stack to a part of the system. Without this, all of it is launched.
     *
     * @param services the services that are launched, by name; nothing scrapes the others
     * @return this
     */
    public DrillBuilder needs(String... services) {
        setting = setting.needing(Set.of(services));
        return this;
    }

    /**
     * Restricts the stack to some of the workspace's Alertmanagers. Without this, all of them are launched.
     *
     * @param count how many, the first ones; a single one is called {@code alertmanager} in faults, several are called
     *     {@code alertmanager-0} and so on
     * @return this
     */
    public DrillBuilder alertmanagers(int count) {
        setting = setting.launching(count);
        return this;
    }

    /**
     * Holds the drill as if it were another time, for what depends on the hour: Alertmanager's time intervals.
     *
     * @param instant when to make it be
     * @return this
     */
    public DrillBuilder asOf(Instant instant) {
        setting = setting.at(instant);
        return this;
    }

    /**
     * Holds it on a stack where nothing has happened before. Prometheus repeats for 15 minutes that an alert is over, and
     * as long Alertmanager keeps its group, in which the next alert waits for {@code group_interval} instead of
     * {@code group_wait}: a drill of the same group that must be told soon needs a stack of its own.
     *
     * @return this
     */
    public DrillBuilder apart() {
        setting = setting.apart(name);
        return this;
    }

    /**
     * The load; it begins at clock zero. Without any, nothing is sent.
     *
     * @param load what is sent
     * @return this
     */
    public DrillBuilder traffic(Traffic load) {
        traffic = Optional.of(load);
        return this;
    }

    /**
     * Gives series a past before the drill begins, which is held on a stack of its own: nobody else has spoilt that past.
     *
     * @param past what is written
     * @return this
     */
    public DrillBuilder seed(History... past) {
        histories.addAll(List.of(past));
        return this;
    }

    /**
     * One more fault.
     *
     * @param fault what is broken, and when
     * @return this
     */
    public DrillBuilder inject(PlannedFault fault) {
        faults.add(fault);
        return this;
    }

    /**
     * One more silence.
     *
     * @param silence what is silenced, and when
     * @return this
     */
    public DrillBuilder silence(PlannedSilence silence) {
        silences.add(silence);
        return this;
    }

    /**
     * Reads a counter before and after.
     *
     * @param counter what is counted; promises refer to it
     * @param query PromQL without {@code rate} or {@code increase}
     * @return this
     */
    public DrillBuilder count(String counter, String query) {
        counters.add(new RecordingPlan.Counter(counter, query));
        return this;
    }

    /**
     * Reads how a value moved.
     *
     * @param level what it is called; promises refer to it
     * @param query PromQL at the pace of the run: what a rule compares with its threshold, without the comparison
     * @return this
     */
    public DrillBuilder level(String level, String query) {
        levels.add(new RecordingPlan.Gauge(level, query));
        return this;
    }

    /**
     * Reads the buckets of a classic histogram before and after.
     *
     * @param histogram what it is called; promises refer to it
     * @param query PromQL without {@code rate} or {@code increase} that keeps the label {@code le}
     * @return this
     */
    public DrillBuilder histogram(String histogram, String query) {
        histograms.add(new RecordingPlan.Counter(histogram, query));
        return this;
    }

    /**
     * Reads the state of the metrics themselves: targets, series, what rules record and look back on.
     *
     * @return this
     */
    public DrillBuilder metrics() {
        metrics = true;
        return this;
    }

    /**
     * Reads the exemplars of a metric.
     *
     * @param metric what it is called; promises refer to it
     * @param query PromQL that selects its series, e.g. those of a histogram's buckets
     * @return this
     */
    public DrillBuilder exemplars(String metric, String query) {
        exemplars.add(new RecordingPlan.Gauge(metric, query));
        return this;
    }

    /**
     * Looks up the trace of every request.
     *
     * @param services those whose work after the answer may be in traces of their own, linked to these
     * @return this
     */
    public DrillBuilder traces(String... services) {
        traces = true;
        followed.addAll(List.of(services));
        return this;
    }

    /**
     * Counts the spans of the requests on their way to the trace backend, and looks up their traces. See {@link SpanCounts}.
     *
     * @param entry the service that requests are sent to
     * @return this
     */
    public DrillBuilder spans(String entry) {
        SpanCounts.exact(entry).forEach(this::count);
        SpanCounts.moving().forEach(this::level);
        return traces();
    }

    /**
     * How long the drill is watched.
     *
     * @param until from clock zero; at least as long as its traffic and faults
     * @return this
     */
    public DrillBuilder observe(Duration until) {
        observed = Optional.of(until);
        return this;
    }

    /**
     * Names an alert that fires all the time.
     *
     * @param alert its name
     * @return this
     */
    public DrillBuilder alwaysOn(String alert) {
        alwaysOn.add(alert);
        return this;
    }

    /**
     * More that must hold.
     *
     * @param more the promises, see {@link io.firedrill.assertions.Promises}
     * @return this
     */
    public DrillBuilder promise(Promise... more) {
        promises.addAll(List.of(more));
        return this;
    }

    /**
     * Measures an alert's way from fault to delivery.
     *
     * @param alert which alert, and which fault it answers to
     * @return this
     */
    public DrillBuilder watch(Watched alert) {
        watched.add(alert);
        return this;
    }

    /**
     * The drill.
     *
     * @return the plan
     * @throws IllegalStateException if it has no traffic and nobody said how long it is watched
     */
    public Drill build() {
        faults.sort(Comparator.comparing(PlannedFault::from));
        return new Drill(
                DrillInfo.idOf(name),
                name,
                story,
                setting.with(histories.stream()
                        .map(History::since)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO)),
                histories,
                traffic,
                faults,
                silences,
                new RecordingPlan(counters, levels, histograms, exemplars, metrics, traces, followed),
                observed.or(() -> traffic.map(Traffic::lasts))
                        .orElseThrow(() -> new IllegalStateException("drill " + name
                                + " has no traffic, so nobody knows how long it takes: call observe(...) first")),
                alwaysOn,
                promises,
                watched);
    }
}
