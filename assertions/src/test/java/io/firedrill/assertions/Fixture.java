package io.firedrill.assertions;

import io.firedrill.evidence.AsOf;
import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Disclosures;
import io.firedrill.evidence.DrillInfo;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.ExemplarReading;
import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.alert.SilenceSighting;
import io.firedrill.evidence.error.ErrorEvidence;
import io.firedrill.evidence.llm.LlmLog;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.evidence.trace.TraceEvidence;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hand-made evidence: a drill of 60 s at a time scale of 50, to which a test adds what it is about. */
final class Fixture {
    static final Duration TICK = Duration.ofMillis(100);
    static final Source SOURCE = new Source("test", "somewhere");
    static final Map<String, String> SLOW = Map.of("job", "inference", "severity", "page");
    static final AlertSelector LATENCY = AlertSelector.of("Latency").with("job", "inference");
    static final AlertSelector CONTROL = AlertSelector.of("Control");

    String name = "slow inference";
    Duration observed = s(60);
    final List<LedgerEntry> ledger = new ArrayList<>();
    String mode = "native";
    final List<FaultRecord> faults = new ArrayList<>();
    final List<AlertTimeline> alerts = new ArrayList<>();
    final List<AlertmanagerAlert> routed = new ArrayList<>();
    final List<SilenceRecord> silences = new ArrayList<>();
    final List<SilenceSighting> standing = new ArrayList<>();
    final List<Notification> notifications = new ArrayList<>();
    final List<TargetHealth> targets = new ArrayList<>();
    final List<CounterReading> counters = new ArrayList<>();
    final List<Level> levels = new ArrayList<>();
    final List<RuleSighting> sightings = new ArrayList<>();
    final List<AlertEvent> events = new ArrayList<>();
    final List<Trace> traces = new ArrayList<>();
    final List<ExemplarReading> exemplars = new ArrayList<>();
    final List<Trace> linked = new ArrayList<>();
    final Set<TraceDetail> lost = new HashSet<>();
    final List<Gap> gaps = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final List<Route> routes = new ArrayList<>(List.of(
            route("oncall", "severity=\"page\""), route("watchdog", "alertname=\"Watchdog\""), route("default")));
    final List<Receiver> receivers = Inboxes.receivers("oncall", "watchdog", "default");
    List<String> services = List.of("gateway", "inference");
    Optional<Integer> lookedUp = Optional.empty();
    Optional<AsOf> asOf = Optional.empty();
    MetricEvidence metrics = MetricEvidence.NONE;
    Optional<Disclosures> disclosures = Optional.empty();
    ErrorEvidence errors = ErrorEvidence.NONE;
    final List<LlmLog> llmLogs = new ArrayList<>();

    /** Healthy, busy and scraped; Latency waits 2.4 s, Control nothing. */
    static Fixture healthy() {
        Fixture fixture = new Fixture();
        fixture.rules.add(rule("Latency", 2.4, Map.of("severity", "page")));
        fixture.rules.add(rule("Control", 0, Map.of("severity", "page")));
        fixture.targets.add(new TargetHealth("gateway", "127.0.0.1:1", 600, 0, TICK, SOURCE));
        return fixture.requests(0, 10, 20, 200);
    }

    /** A request every 100 ms; from 10 s to 30 s each takes 400 ms more. */
    static Fixture slow() {
        Fixture fixture = healthy();
        fixture.faults.add(new FaultRecord(
                "slow", "latency", "gateway->inference", "400 ms", Optional.of(s(0.4)), s(10), s(30), s(30), SOURCE));
        return fixture.requests(10, 30, 420, 200).requests(30.1, 40, 20, 200);
    }

    /** From 10 s to 30 s the provider fails. */
    static Fixture failing() {
        Fixture fixture = healthy();
        fixture.faults.add(new FaultRecord(
                "failing", "status", "inference->provider", "503", Optional.empty(), s(10), s(30), s(30), SOURCE));
        return fixture.requests(10, 30, 20, 502).requests(30.1, 40, 20, 200);
    }

    /** From 10 s to 30 s something is broken by a command, in a system that gets no request of ours. */
    static Fixture commanded() {
        Fixture fixture = new Fixture();
        fixture.rules.add(rule("Latency", 2.4, Map.of("severity", "page")));
        fixture.faults.add(new FaultRecord(
                "slow",
                "command",
                "slow",
                "`./break.sh` was run",
                Optional.empty(),
                s(10),
                s(30),
                s(30),
                new Source("command", "./break.sh")));
        return fixture;
    }

    static Duration s(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    static Rule rule(String name, double holdFor, Map<String, String> labels) {
        return new Rule(
                name, "g", "rules.yml", name + "_query", s(holdFor), Duration.ZERO, TICK, labels, Map.of(), "ok");
    }

    static Route route(String receiver, String... matchers) {
        return new Route(receiver, List.of(matchers), List.of("alertname", "job"), s(0.6), s(6), s(216));
    }

    static AlertPeriod pending(double from, double to) {
        return new AlertPeriod(AlertState.PENDING, s(from), s(to), samples(from, to));
    }

    static AlertPeriod firing(double from, double to) {
        return new AlertPeriod(AlertState.FIRING, s(from), s(to), samples(from, to));
    }

    private static int samples(double from, double to) {
        return (int) Math.round((to - from) * 10) + 1;
    }

    /** Every 100 ms from one offset up to, but not at, another. */
    Fixture requests(double from, double to, int millis, int status) {
        for (long at = s(from).toMillis(); at < s(to).toMillis(); at += 100) {
            request(Duration.ofMillis(at), millis, Optional.of(status));
        }
        return this;
    }

    Fixture request(Duration at, int millis, Optional<Integer> status) {
        String id = "%04d".formatted(ledger.size());
        ledger.add(new LedgerEntry(
                at,
                at.plusMillis(millis),
                "chat",
                "chat",
                "trace" + id,
                "client" + id,
                status,
                status.isPresent() ? Optional.empty() : Optional.of("refused"),
                Optional.empty()));
        return this;
    }

    Fixture timeline(String alert, Map<String, String> labels, AlertPeriod... periods) {
        alerts.add(new AlertTimeline(alert, labels, List.of(periods), SOURCE));
        return this;
    }

    Fixture latency(AlertPeriod... periods) {
        return timeline("Latency", SLOW, periods);
    }

    static View view(double from, double to, String receiver, String... silencedBy) {
        String state = silencedBy.length == 0 ? "active" : "suppressed";
        return new View(s(from), s(to), state, List.of(receiver), List.of(silencedBy), List.of());
    }

    Fixture routed(String alert, Map<String, String> labels, View... views) {
        routed.add(new AlertmanagerAlert("fp" + routed.size(), named(alert, labels), List.of(views), SOURCE));
        return this;
    }

    static Map<String, String> named(String alert, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("alertname", alert);
        return all;
    }

    Fixture alarm(double at, String receiver, String alert, Map<String, String> labels) {
        return notified(at, receiver, true, alert, labels, 200);
    }

    Fixture resolved(double at, String receiver, String alert, Map<String, String> labels) {
        return notified(at, receiver, false, alert, labels, 200);
    }

    Fixture notified(
            double at, String receiver, boolean firing, String alert, Map<String, String> labels, int answered) {
        return notified(at, receiver, firing, alert, labels, answered, 0, List.of());
    }

    Fixture notified(
            double at,
            String receiver,
            boolean firing,
            String alert,
            Map<String, String> labels,
            int answered,
            int truncated,
            List<String> problems) {
        Notification.Item item = new Notification.Item(
                firing, named(alert, labels), Map.of(), s(at), firing ? Optional.empty() : Optional.of(s(at)), "fp");
        notifications.add(new Notification(
                s(at), receiver, "webhook", "key", List.of(item), truncated, problems, answered, SOURCE));
        return this;
    }

    /** One that nobody saw arrive: Alertmanager's count of Slack messages went up meanwhile. */
    Fixture counted(double earliest, double at, boolean firing, String alert, Map<String, String> labels) {
        Notification.Item item = new Notification.Item(
                firing, named(alert, labels), Map.of(), s(at), firing ? Optional.empty() : Optional.of(s(at)), "fp");
        notifications.add(new Notification(
                s(at),
                "oncall",
                "slack",
                "key",
                List.of(item),
                0,
                List.of(),
                200,
                new Source("alertmanager metrics", "http://alertmanager/metrics"),
                List.of(),
                Optional.empty(),
                Optional.of(s(earliest))));
        return this;
    }

    Fixture silence(double from, double to, SilenceRecord.Muting... mutings) {
        return silence(from, to, Optional.of(s(from)), Optional.of(s(to)), mutings);
    }

    Fixture silence(
            double from,
            double to,
            Optional<Duration> active,
            Optional<Duration> last,
            SilenceRecord.Muting... mutings) {
        silences.add(new SilenceRecord(
                "maintenance",
                "id-1",
                List.of("job=\"inference\""),
                s(from),
                s(to),
                active,
                last,
                "drill",
                "drill",
                List.of(mutings),
                SOURCE));
        return this;
    }

    Fixture gap(Witness witness) {
        gaps.add(new Gap(witness, "connection refused", SOURCE));
        return this;
    }

    Fixture counter(String counter, double before, double after, int seenBefore, int seenAfter) {
        counters.add(new CounterReading(
                counter, before, after, seenBefore, seenAfter, s(50), new Source("prometheus", counter + "_total")));
        return this;
    }

    /** One trace for a request of the ledger; parents are span ids, {@code client} is the ledger's own. */
    Fixture trace(int request, Span... spans) {
        traces.add(new Trace(ledger.get(request).traceId(), List.of(spans)));
        return this;
    }

    /** A trace of something else than a request. */
    Fixture linked(String traceId, Span... spans) {
        linked.add(new Trace(traceId, List.of(spans)));
        return this;
    }

    static Span span(
            String id, String parent, String service, String kind, double fromMillis, double millis, String... tags) {
        return span(id, parent, service, kind, fromMillis, millis, false, tags);
    }

    static Span error(String id, String parent, String service, String kind, String... tags) {
        return span(id, parent, service, kind, 0, 10, true, tags);
    }

    private static Span span(
            String id,
            String parent,
            String service,
            String kind,
            double fromMillis,
            double millis,
            boolean error,
            String... tags) {
        Map<String, String> attributes = new HashMap<>();
        for (String tag : tags) {
            attributes.put(tag.substring(0, tag.indexOf('=')), tag.substring(tag.indexOf('=') + 1));
        }
        return new Span(
                id,
                parent.isEmpty() ? Optional.empty() : Optional.of(parent),
                List.of(),
                service,
                kind + " " + id,
                kind,
                Duration.ofNanos(Math.round(fromMillis * 1e6)),
                Duration.ofNanos(Math.round(millis * 1e6)),
                error,
                attributes);
    }

    Evidence evidence() {
        return new Evidence(
                new DrillInfo("slow-inference", name, "A story.", Instant.EPOCH, observed),
                new StackInfo(mode, "test", 50, List.of()),
                new Configuration(TICK, TICK, rules, routes, receivers, asOf),
                ledger,
                faults,
                alerts,
                routed,
                silences,
                standing,
                notifications,
                targets,
                counters,
                levels,
                sightings,
                events,
                metrics,
                new TraceEvidence(lookedUp.orElse(ledger.size()), traces, services, SOURCE, lost, linked),
                exemplars,
                gaps,
                List.of(),
                errors,
                llmLogs,
                disclosures);
    }

    /** The verdict as one text: word, expected, actual, hint. */
    static String text(Promise promise, Fixture fixture) {
        Verdict verdict = promise.judge(fixture.evidence()).verdict();
        return "%s: expected %s, but %s [%s]"
                .formatted(verdict.word(), verdict.expected(), verdict.actual(), verdict.hint());
    }

    static Verdict verdict(Promise promise, Fixture fixture) {
        return promise.verdict(fixture.evidence());
    }
}
