package io.firedrill.reports;

import static java.time.Duration.ofMillis;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.DrillInfo;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Gap;
import io.firedrill.evidence.SeededSeries;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.error.ErrorEvidence;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.trace.TraceEvidence;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hand-made parts of a run of the reference system at 50 times its real pace. */
final class Runs {
    static final Instant STARTED = Instant.parse("2026-11-24T10:15:32.120Z");
    static final StackInfo STACK = new StackInfo(
            "native",
            "no Docker engine answered, and every binary was in the cache",
            50,
            List.of(
                    new StackInfo.Component("alertmanager", "0.34.1"),
                    new StackInfo.Component("jaeger", "2.13.0"),
                    new StackInfo.Component("otelcol", "0.141.0"),
                    new StackInfo.Component("prometheus", "3.16.0")));
    static final RunInfo RUN =
            new RunInfo("Reference pipeline", STARTED.minusSeconds(8), Duration.ofMillis(94_300), STACK);
    static final Map<String, String> INFERENCE = Map.of("job", "inference", "service", "inference", "severity", "page");
    static final Map<String, String> GATEWAY = Map.of("job", "gateway", "service", "gateway", "severity", "page");

    private Runs() {}

    /** The parts of one drill's evidence that differ between drills; the rest is the same everywhere. */
    static final class Draft {
        private final DrillInfo info;
        final List<LedgerEntry> ledger = new ArrayList<>();
        final List<FaultRecord> faults = new ArrayList<>();
        final List<AlertTimeline> alerts = new ArrayList<>();
        final List<AlertmanagerAlert> routed = new ArrayList<>();
        final List<SilenceRecord> silences = new ArrayList<>();
        final List<Notification> notifications = new ArrayList<>();
        final List<Gap> gaps = new ArrayList<>();
        final List<SeededSeries> seeded = new ArrayList<>();

        Draft(String id, String name, String story, long startsAfter, long observed) {
            info = new DrillInfo(id, name, story, STARTED.plusMillis(startsAfter), ofMillis(observed));
            alert("Watchdog", Map.of("severity", "none"), firing(-2_900, observed));
            route("Watchdog", Map.of("severity", "none"), "watchdog", 0, observed);
        }

        void traffic(int perSecond, long until, long slowFrom, long slowTo, long slower) {
            long step = 1000 / perSecond;
            for (long at = 40, i = 0; at < until; at += step, i++) {
                long jitter = (i * 7919 % 41) + (i * 104_729 % 23);
                boolean slow = at >= slowFrom && at < slowTo;
                request(at + jitter % 13, 34 + jitter + (slow ? slower : 0), 200);
            }
        }

        void request(long at, long latency, int status) {
            String id = String.format("%032x", 0x4bf92f3577b34da6L + ledger.size());
            ledger.add(new LedgerEntry(
                    ofMillis(at),
                    ofMillis(at + latency),
                    "steady",
                    "chat",
                    id,
                    id.substring(16),
                    Optional.of(status),
                    Optional.empty(),
                    Optional.of(128L)));
        }

        void alert(String name, Map<String, String> labels, AlertPeriod... periods) {
            alerts.add(new AlertTimeline(
                    name,
                    labels,
                    List.of(periods),
                    new Source("prometheus", "ALERTS{alertname=\"" + name + "\"}[34s]")));
        }

        void route(String alert, Map<String, String> labels, String receiver, long from, long to, String... silences) {
            routed.add(new AlertmanagerAlert(
                    "f1" + Integer.toHexString(routed.size()),
                    named(alert, labels),
                    List.of(new AlertmanagerAlert.View(
                            ofMillis(from),
                            ofMillis(to),
                            silences.length > 0 ? "suppressed" : "active",
                            List.of(receiver),
                            List.of(silences),
                            List.of())),
                    new Source("alertmanager", "http://127.0.0.1:9093/api/v2/alerts")));
        }

        void told(long at, String receiver, boolean firing, String alert, Map<String, String> labels) {
            notifications.add(new Notification(
                    ofMillis(at),
                    receiver,
                    "webhook",
                    "{}/{severity=\"page\"}:{job=\"" + labels.get("job") + "\"}",
                    List.of(new Notification.Item(
                            firing,
                            named(alert, labels),
                            Map.of("summary", "p99 is above 200 ms"),
                            ofMillis(at - 700),
                            firing ? Optional.empty() : Optional.of(ofMillis(at - 300)),
                            "f10")),
                    0,
                    List.of(),
                    200,
                    new Source("inbox", "http://127.0.0.1:41987/inbox/" + receiver)));
        }

        Evidence evidence() {
            return new Evidence(
                    info,
                    STACK,
                    CONFIGURATION,
                    ledger,
                    faults,
                    alerts,
                    routed,
                    silences,
                    List.of(),
                    notifications,
                    TARGETS,
                    List.of(counter()),
                    List.of(),
                    List.of(),
                    List.of(),
                    MetricEvidence.NONE,
                    new TraceEvidence(0, List.of(), List.of(), source("jaeger", "/api/v3/traces")),
                    List.of(),
                    gaps,
                    seeded,
                    ErrorEvidence.NONE,
                    List.of(),
                    Optional.empty());
        }

        private CounterReading counter() {
            Source query = source("prometheus", "sum(request_latency_seconds_count{job=\"gateway\"})");
            return new CounterReading("requests", 12, 12.0 + ledger.size(), 1, 1, info.observed(), query);
        }
    }

    static final Configuration CONFIGURATION = new Configuration(
            ofMillis(100),
            ofMillis(100),
            List.of(
                    rule("HighRequestLatency", "latency", "page", 2_400),
                    rule("HighErrorRate", "errors", "page", 1_200),
                    rule("TargetDown", "targets", "page", 1_200),
                    rule("Watchdog", "watchdog", "none", 0)),
            List.of(
                    route("oncall", List.of("severity=\"page\"")),
                    route("watchdog", List.of("severity=\"none\"")),
                    route("default", List.of())),
            List.of(),
            Optional.empty());

    private static final List<TargetHealth> TARGETS = List.of(
            new TargetHealth("gateway", "127.0.0.1:40001", 340, 0, ofMillis(110), source("prometheus", "up[34s]")),
            new TargetHealth("inference", "127.0.0.1:40002", 340, 0, ofMillis(110), source("prometheus", "up[34s]")));

    static Source source(String system, String locator) {
        return new Source(system, locator);
    }

    static AlertPeriod pending(long from, long to) {
        return new AlertPeriod(AlertState.PENDING, ofMillis(from), ofMillis(to), (int) ((to - from) / 100) + 1);
    }

    static AlertPeriod firing(long from, long to) {
        return new AlertPeriod(AlertState.FIRING, ofMillis(from), ofMillis(to), (int) ((to - from) / 100) + 1);
    }

    static FaultRecord slow(String name, String target, long from, long to) {
        return new FaultRecord(
                name,
                "latency",
                target,
                "400 ms more latency",
                Optional.of(ofMillis(400)),
                ofMillis(from),
                ofMillis(to),
                ofMillis(to),
                source("toxiproxy", "http://127.0.0.1:8474/proxies/" + name + "/toxics"));
    }

    static Map<String, String> named(String alert, Map<String, String> labels) {
        Map<String, String> all = new java.util.TreeMap<>(labels);
        all.put("alertname", alert);
        return all;
    }

    private static Rule rule(String name, String group, String severity, long holdFor) {
        return new Rule(
                name,
                group,
                "/tmp/firedrill/prometheus/rules/" + group + ".yml",
                "job:request_latency_seconds:99percentile > 0.2",
                ofMillis(holdFor),
                Duration.ZERO,
                ofMillis(100),
                Map.of("severity", severity),
                Map.of("summary", "{{ $labels.job }}"),
                "ok");
    }

    private static Route route(String receiver, List<String> matchers) {
        return new Route(receiver, matchers, List.of("job"), ofMillis(600), ofMillis(6_000), ofMillis(216_000));
    }
}
