package io.firedrill.stacks.observe;

import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.Disclosures;
import io.firedrill.evidence.DrillInfo;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.SeededSeries;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.error.ErrorEvidence;
import io.firedrill.evidence.llm.LlmLog;
import io.firedrill.evidence.metric.Histogram;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.trace.TraceEvidence;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.stacks.observe.CounterReader.Reading;
import io.firedrill.stacks.observe.DeliveryWitness.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One drill being recorded. Set clock zero once, finish once; closing without finishing just stops. Confined to one
 * thread.
 */
public final class Recording implements AutoCloseable {
    private final Witnesses witnesses;
    private final RecordingPlan plan;
    private final Patience patience;
    private final Instant begun;
    private final Map<String, Reading> before;
    private final AlertmanagerPoller poller;
    private final PrometheusPoller pulse;
    private final RulePoller rules;
    private final List<AlertmanagerPoller> replicas;
    private final SendPoller sends;
    private final DeliveryWitness deliveries;
    private final ErrorReader errors;
    private final Gaps gaps;
    private Optional<Instant> zero = Optional.empty();
    private boolean finished;
    private Function<Instant, List<SeededSeries>> seeded = any -> List.of();
    private Search search = new Search(Confidential.nothing());

    Recording(
            Witnesses witnesses,
            RecordingPlan plan,
            Patience patience,
            Instant begun,
            Map<String, Reading> before,
            AlertmanagerPoller poller,
            PrometheusPoller pulse,
            RulePoller rules,
            List<AlertmanagerPoller> replicas,
            SendPoller sends,
            DeliveryWitness deliveries,
            ErrorReader errors,
            Gaps gaps) {
        this.witnesses = witnesses;
        this.plan = plan;
        this.patience = patience;
        this.begun = begun;
        this.before = before;
        this.poller = poller;
        this.pulse = pulse;
        this.rules = rules;
        this.replicas = replicas;
        this.sends = sends;
        this.deliveries = deliveries;
        this.errors = errors;
        this.gaps = gaps;
    }

    /**
     * Sets clock zero, which every offset in the evidence counts from.
     *
     * @param instant not before the recording began
     * @throws IllegalStateException if it is already set
     */
    public void zero(Instant instant) {
        if (zero.isPresent()) {
            throw new IllegalStateException("clock zero is already set to " + zero.get());
        }
        if (instant.isBefore(begun)) {
            throw new IllegalArgumentException(
                    "clock zero must not be before the recording began at " + begun + ", but was " + instant);
        }
        zero = Optional.of(instant);
    }

    /**
     * Notes what was seeded before.
     *
     * @param written by {@link Recorder#seed}
     */
    public void seeded(Function<Instant, List<SeededSeries>> written) {
        seeded = written;
    }

    /**
     * Says what must not be in telemetry; where it is found it is covered.
     *
     * @param what secrets and texts
     */
    public void conceal(Confidential what) {
        search = new Search(what);
    }

    /**
     * Waits for what lags behind, reads the rest, and stops. Waits until the end of observation and of the export of
     * spans, then for the counters to be scraped after the last request and to stand still, then for the traces of the
     * requests that were answered.
     *
     * @param drill its {@code startedAt} must be clock zero; nothing later than {@code observed} is kept
     * @param stack what was drilled
     * @param ledger every request, by offsets from clock zero
     * @param faults as applied
     * @param silences as planned, see {@link PlacedSilence#record}
     * @return the evidence; what could not be read is among its gaps
     * @throws IllegalStateException if clock zero is not set, or this is already finished
     */
    public Evidence finish(
            DrillInfo drill,
            StackInfo stack,
            List<LedgerEntry> ledger,
            List<FaultRecord> faults,
            List<SilenceRecord> silences) {
        Instant start = checkedZero(drill);
        Instant end = watchUntil(start.plus(drill.observed()), start, faults);
        Map<String, Reading> after = after(awaitExport(ledger, start, end));
        return read(new Held(drill, stack, ledger, faults, silences), start, end, after);
    }

    /** What the drill itself tells of it. */
    private record Held(
            DrillInfo drill,
            StackInfo stack,
            List<LedgerEntry> ledger,
            List<FaultRecord> faults,
            List<SilenceRecord> silences) {}

    /** What comes from queues of others, and is waited for. */
    private record Arrived(TraceEvidence traces, ErrorEvidence errors, List<LlmLog> llmLogs) {}

    private Evidence read(Held held, Instant start, Instant end, Map<String, Reading> after) {
        Arrived arrived = new Arrived(
                traces(held.ledger(), start, end),
                errors.read(start, search::in),
                new CallLogReader(witnesses.llmLogs(), patience.still(), gaps).read(start, held.ledger()));
        return evidence(held, arrived, start, end, after);
    }

    private Evidence evidence(Held held, Arrived arrived, Instant start, Instant end, Map<String, Reading> after) {
        List<LoggedEvent> events = new EventWitness(witnesses, gaps).events(start, begun, end);
        PrometheusWitness prometheus = new PrometheusWitness(witnesses.prometheus(), gaps, start, end);
        Configuration configuration = prometheus.configuration(witnesses.alertmanager(), witnesses.asOf());
        return new Evidence(
                held.drill(),
                held.stack(),
                configuration,
                held.ledger(),
                held.faults(),
                prometheus.alerts(configuration, begun),
                poller.alerts().fold(start, end, witnesses.alertmanager().source("/api/v2/alerts")),
                poller.silences().complete(held.silences(), start, end, LoggedEvent.mutings(events)),
                poller.silences().standing(start, witnesses.alertmanager().source("/api/v2/silences")),
                deliveries.notifications(new Question(start, begun, end, events, configuration, held.silences()), gaps),
                prometheus.targets(),
                new CounterFolding(witnesses.prometheus(), start, before, after).counters(plan.counters()),
                levels(configuration, start, end),
                rules.fold(start, end),
                LoggedEvent.all(events),
                metrics(configuration, held.stack(), start, end, after),
                arrived.traces(),
                new ExemplarReader(witnesses.prometheus(), gaps, start, end).read(plan.exemplars()),
                gaps.list(),
                seeded.apply(start),
                arrived.errors(),
                arrived.llmLogs(),
                disclosures());
    }

    private Optional<Disclosures> disclosures() {
        return plan.traces() && witnesses.isOurs() ? Optional.of(search.disclosures()) : Optional.empty();
    }

    /** Stops polling. */
    @Override
    public void close() {
        poller.close();
        pulse.close();
        rules.close();
        replicas.forEach(AlertmanagerPoller::close);
        sends.close();
        deliveries.close();
    }

    private Instant checkedZero(DrillInfo drill) {
        Instant start = zero.orElseThrow(() -> new IllegalStateException("clock zero is not set: call zero first"));
        if (!drill.startedAt().equals(start)) {
            throw new IllegalArgumentException(
                    "drill startedAt must be clock zero " + start + ", but was " + drill.startedAt());
        }
        if (finished) {
            throw new IllegalStateException("this recording is already finished");
        }
        finished = true;
        return start;
    }

    private void awaitInstant(Instant instant) {
        Duration left = Duration.between(witnesses.clock().instant(), instant);
        if (left.isNegative() || left.isZero()) {
            return;
        }
        await().pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .atMost(left.plusSeconds(5))
                .until(() -> !witnesses.clock().instant().isBefore(instant));
    }

    private Instant watchUntil(Instant end, Instant start, List<FaultRecord> faults) {
        awaitInstant(end);
        close();
        poller.report(start, end, faults, gaps);
        pulse.report(start, end, faults, gaps);
        replicas.forEach(each -> each.report(start, end, faults, gaps));
        return end;
    }

    /** The end of the last request, when its spans are exported as well if anybody asks for them. */
    private Instant awaitExport(List<LedgerEntry> ledger, Instant start, Instant end) {
        Instant last = ledger.stream()
                .map(entry -> start.plus(entry.end()))
                .max(Instant::compareTo)
                .orElse(end);
        if (plan.traces() && !ledger.isEmpty()) {
            awaitInstant(last.plus(patience.export()));
        }
        return last;
    }

    private Map<String, Reading> after(Instant lastRequest) {
        return new CounterReader(witnesses.prometheus(), witnesses.clock(), patience.counters(), gaps)
                .settled(plan.counted(), lastRequest);
    }

    private MetricEvidence metrics(
            Configuration configuration, StackInfo stack, Instant start, Instant end, Map<String, Reading> after) {
        List<Histogram> histograms =
                new CounterFolding(witnesses.prometheus(), start, before, after).histograms(plan.histograms());
        MetricEvidence read = plan.metrics()
                ? new MetricWitness(witnesses.prometheus(), stack.timeScale(), start, end)
                        .read(histograms, configuration.evaluationInterval())
                : MetricEvidence.NONE.with(histograms);
        return new PanelReader(witnesses.prometheus(), start, end).added(read, witnesses.panels());
    }

    private List<Level> levels(Configuration configuration, Instant start, Instant end) {
        List<Level> levels = new ArrayList<>(new LevelReader(witnesses.prometheus(), gaps, start, end)
                .read(plan.levels(), configuration.evaluationInterval()));
        levels.add(sends.fold(start, end));
        return levels;
    }

    private TraceEvidence traces(List<LedgerEntry> ledger, Instant start, Instant end) {
        Source store = witnesses.traces().map(TraceBackend::source).orElse(new Source("traces", "not asked"));
        if (!plan.traces()) {
            return new TraceEvidence(0, List.of(), List.of(), store);
        }
        List<String> answered = ledger.stream()
                .filter(entry -> entry.status().isPresent())
                .map(LedgerEntry::traceId)
                .toList();
        if (witnesses.isOurs()) {
            search.labels(witnesses.prometheus(), begun, end, gaps);
        }
        TraceBackend backend = witnesses
                .traces()
                .orElseThrow(() -> new IllegalStateException("traces are to be read, and nobody keeps any"));
        return new TraceCollector(backend, patience.traces(), search::cover, gaps)
                .collect(answered, start)
                .withLinked(new LinkedTraces(backend, gaps, start, end)
                        .read(plan.followed(), answered).stream()
                                .map(search::cover)
                                .toList());
    }
}
