package io.firedrill.stacks.observe;

import io.firedrill.evidence.AsOf;
import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.SeededSeries;
import io.firedrill.evidence.Witness;
import io.firedrill.stacks.Endpoints;
import io.firedrill.stacks.dashboard.PanelQuery;
import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.observe.CounterReader.Reading;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteEndpoint;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns a live stack into evidence: waits for quiet, then records one drill at a time. Whatever cannot be read becomes
 * a {@link io.firedrill.evidence.Gap}, and costs nothing else. Thread-safe, but drills on one stack must not overlap.
 */
public final class Recorder {
    /**
     * Rules are asked for at every so many polls: their answer is long, and no short firing is lost by it, because the
     * {@code ALERTS} series has each evaluation.
     */
    private static final int RULES = 3;

    /** Failed attempts at every so many: they are counters, which lose nothing in between. */
    private static final int SENDS = 5;

    /** Collectors of other people send in batches, and nobody knows how large. */
    private static final Patience ELSEWHERE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(6), Duration.ofSeconds(30), Duration.ofSeconds(10));

    private final Witnesses witnesses;
    private final Duration pollInterval;
    private final Patience patience;

    /** One of several Alertmanagers by itself, and what faults call it. */
    record Replica(String name, AlertmanagerClient client) {}

    /**
     * A recorder with {@link Patience#DEFAULT}.
     *
     * @param endpoints where the stack answers
     * @param inbox where its notifications arrive
     * @param eventLogs the event log of each Alertmanager; none when there is no event recorder
     * @param pollInterval how often Alertmanager is asked, e.g. 100 ms
     */
    public Recorder(Endpoints endpoints, Inbox inbox, List<Path> eventLogs, Duration pollInterval) {
        this(endpoints, inbox, eventLogs, Optional.empty(), List.of(), pollInterval, Patience.DEFAULT);
    }

    /**
     * A recorder.
     *
     * @param endpoints where the stack answers
     * @param inbox where its notifications arrive
     * @param eventLogs the event log of each Alertmanager; none when there is no event recorder
     * @param asOf the instant that time intervals are held at; empty if they follow the clock
     * @param panels what its dashboards ask
     * @param pollInterval how often Alertmanager is asked, e.g. 100 ms
     * @param patience how long to wait for what lags behind
     */
    public Recorder(
            Endpoints endpoints,
            Inbox inbox,
            List<Path> eventLogs,
            Optional<AsOf> asOf,
            List<PanelQuery> panels,
            Duration pollInterval,
            Patience patience) {
        this(
                new Witnesses(
                        new PrometheusClient(endpoints.prometheus()),
                        endpoints.alertmanagers().stream()
                                .map(each -> new Replica(each.name(), new AlertmanagerClient(each.base())))
                                .toList(),
                        new AlertmanagerClient(endpoints.alertmanagers().stream()
                                .map(Endpoints.Alertmanager::base)
                                .toList()),
                        Optional.of(traces(endpoints)),
                        Optional.of(inbox),
                        List.copyOf(eventLogs),
                        asOf,
                        List.copyOf(panels),
                        endpoints.errors().map(base -> new SentryClient(base, "firedrill", "system", "drill")),
                        endpoints.llmLogs().stream().map(CallLog::of).toList(),
                        true,
                        false,
                        Clock.systemUTC()),
                pollInterval,
                patience);
    }

    private Recorder(Witnesses witnesses, Duration pollInterval, Patience patience) {
        if (pollInterval.isNegative() || pollInterval.isZero()) {
            throw new IllegalArgumentException("poll interval must be positive, but was " + pollInterval);
        }
        this.witnesses = witnesses;
        this.pollInterval = pollInterval;
        this.patience = patience;
    }

    /**
     * A recorder of drills on a system that somebody else runs. It sends queries only. What is delivered there is told by the
     * inbox, without one by Alertmanager's event logs that the file names, and without those by what Alertmanager counts.
     *
     * @param system with a Prometheus and at least one Alertmanager
     * @param inbox where notifications arrive as well, if they do
     * @param pollInterval how often Alertmanager is asked, e.g. 500 ms
     * @return a recorder that has asked nothing yet
     * @throws io.firedrill.stacks.StackException if the file does not name both
     */
    public static Recorder of(RemoteSystem system, Optional<Inbox> inbox, Duration pollInterval) {
        return of(system, inbox, true, List.of(), pollInterval);
    }

    /**
     * A recorder of such a system as it stands: what is delivered meanwhile is nobody's business, and a gap in its evidence.
     *
     * @param system as above
     * @param panels what its dashboards ask
     * @param pollInterval as above, e.g. 2 s
     * @return a recorder that has asked nothing yet
     * @throws io.firedrill.stacks.StackException as above
     */
    public static Recorder watching(RemoteSystem system, List<PanelQuery> panels, Duration pollInterval) {
        return of(system, Optional.empty(), false, panels, pollInterval);
    }

    private static Recorder of(
            RemoteSystem system,
            Optional<Inbox> inbox,
            boolean counts,
            List<PanelQuery> panels,
            Duration pollInterval) {
        return new Recorder(
                new Witnesses(
                        new PrometheusClient(system.access(EndpointKind.PROMETHEUS)),
                        system.required(EndpointKind.ALERTMANAGER).stream()
                                .map(each ->
                                        new Replica(each.name(), new AlertmanagerClient(Failover.of(List.of(each)))))
                                .toList(),
                        new AlertmanagerClient(Failover.of(system)),
                        traces(system),
                        inbox,
                        system.events(),
                        Optional.empty(),
                        panels,
                        SentryClient.of(system),
                        CallLog.of(system),
                        false,
                        counts,
                        Clock.systemUTC()),
                pollInterval,
                ELSEWHERE);
    }

    /** The first that the file names. */
    private static Optional<TraceBackend> traces(RemoteSystem system) {
        return system.endpoints().stream()
                .flatMap(each -> backend(each).stream())
                .findFirst();
    }

    private static Optional<TraceBackend> backend(RemoteEndpoint endpoint) {
        return switch (endpoint.kind()) {
            case JAEGER -> Optional.of(new JaegerClient(endpoint.access()));
            case ZIPKIN -> Optional.of(new ZipkinClient(endpoint.access()));
            case TEMPO -> Optional.of(new TempoClient(endpoint.access()));
            default -> Optional.empty();
        };
    }

    private static TraceBackend traces(Endpoints endpoints) {
        return switch (endpoints.store()) {
            case JAEGER -> new JaegerClient(endpoints.traces());
            case ZIPKIN -> new ZipkinClient(endpoints.traces());
        };
    }

    /**
     * Waits until nothing is left over from before: no alert pending or firing in Prometheus, no group in
     * Alertmanager, also none whose alerts have ended and which is yet to tell so. Else the next notification would
     * wait for {@code group_interval}, not for {@code group_wait}.
     *
     * @param alwaysOn names of the alerts that may fire
     * @param calm for how long no other may have been pending either; zero if it is enough that none is now
     * @param deadline how long to wait; at least the longest {@code group_interval} after an alert
     * @throws io.firedrill.stacks.StackException naming what is still active
     */
    public void awaitQuiet(Set<String> alwaysOn, Duration calm, Duration deadline) {
        Inbox inbox = witnesses.inbox().orElseThrow(() -> new IllegalStateException("nobody sees what is delivered"));
        new Quiet(witnesses.prometheus(), witnesses.alertmanager(), inbox, witnesses.clock())
                .await(alwaysOn, calm, deadline);
    }

    /**
     * Gives series a past, which the evidence will tell from what was seen.
     *
     * @param histories what to write
     * @return what was written, by clock zero once that is known
     * @throws io.firedrill.stacks.StackException if there is nothing to join, or Prometheus does not take it
     */
    public Function<Instant, List<SeededSeries>> seed(List<History> histories) {
        Seeding seeding = new Seeding(witnesses.prometheus());
        Instant now = witnesses.clock().instant();
        List<Seeding.Written> written = histories.stream()
                .flatMap(history -> seeding.write(history, now).stream())
                .toList();
        return zero -> written.stream().map(each -> each.at(zero)).toList();
    }

    /**
     * Begins a recording: reads the counters once they stand still, then starts to poll Alertmanager and
     * Prometheus' rules.
     *
     * @param plan what to read
     * @return the recording under way; close it, or {@link Recording#finish finish} it
     */
    public Recording begin(RecordingPlan plan) {
        Instant begun = witnesses.clock().instant();
        Gaps gaps = new Gaps();
        new Clocks(witnesses.clock()).checkPrometheus(witnesses.prometheus(), gaps);
        Map<String, Reading> before = counters(gaps).settled(plan.counted(), begun);
        AlertmanagerPoller poller = poller(witnesses.alertmanager(), Witness.ALERTMANAGER, "alertmanager")
                .begin(pollInterval);
        PrometheusPoller pulse = PrometheusPoller.start(witnesses.prometheus(), witnesses.clock(), pollInterval);
        RulePoller rules =
                RulePoller.start(witnesses.prometheus(), witnesses.clock(), pollInterval.multipliedBy(RULES));
        SendPoller sends =
                SendPoller.start(witnesses.alertmanager(), witnesses.clock(), pollInterval.multipliedBy(SENDS));
        return new Recording(
                witnesses,
                plan,
                patience,
                begun,
                before,
                poller,
                pulse,
                rules,
                replicas(),
                sends,
                deliveries(),
                ErrorReader.begin(witnesses.errors(), patience.still(), gaps),
                gaps);
    }

    private DeliveryWitness deliveries() {
        Optional<Inbox> inbox = witnesses.inbox();
        if (inbox.isPresent()) {
            Inbox seen = inbox.get();
            return (asked, gaps) -> seen.notifications(asked.zero(), asked.begun(), asked.end());
        }
        if (!witnesses.counts()) {
            return DeliveryWitness.nobody(witnesses.alertmanager().source("/api/v2/alerts"));
        }
        return witnesses.eventLogs().isEmpty()
                ? CountedDeliveries.begin(witnesses.replicas(), witnesses.clock(), pollInterval)
                : new LoggedDeliveries(witnesses);
    }

    /**
     * What the components say they are configured to do.
     *
     * @return as now; without what cannot be read
     */
    public Configuration configuration() {
        Instant now = witnesses.clock().instant();
        return new PrometheusWitness(witnesses.prometheus(), new Gaps(), now, now)
                .configuration(witnesses.alertmanager(), witnesses.asOf());
    }

    /** Each of several by itself, to see whether it is there; of one alone, everything else tells that. */
    private List<AlertmanagerPoller> replicas() {
        return witnesses.replicas().stream()
                .filter(each -> witnesses.replicas().size() > 1)
                .map(each -> poller(each.client(), Witness.REPLICA, each.name()).begin(pollInterval))
                .toList();
    }

    private AlertmanagerPoller poller(AlertmanagerClient client, Witness witness, String process) {
        return new AlertmanagerPoller(client, witness, process, witnesses.clock(), pollInterval);
    }

    private CounterReader counters(Gaps gaps) {
        return new CounterReader(witnesses.prometheus(), witnesses.clock(), patience.counters(), gaps);
    }
}
