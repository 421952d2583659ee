package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.DOWN;
import static io.firedrill.scenarios.shipped.Reference.ERRORS;
import static io.firedrill.scenarios.shipped.Reference.LATENCY;
import static io.firedrill.scenarios.shipped.Reference.UPSTREAM_DOWN;
import static io.firedrill.scenarios.shipped.Reference.WATCHDOG;
import static io.firedrill.scenarios.shipped.Reference.failures;
import static io.firedrill.scenarios.shipped.Reference.latencies;
import static io.firedrill.scenarios.shipped.Reference.requests;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.DashboardPromises;
import io.firedrill.assertions.ErrorPromises;
import io.firedrill.assertions.LlmPromises;
import io.firedrill.assertions.MetricPromises;
import io.firedrill.assertions.Promise;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.TraceStructurePromises;
import io.firedrill.assertions.Watched;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.drill.PlannedSilence;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.workspace.SilenceFile;
import io.firedrill.stacks.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The drills of the reference workspace. Thread-safe. */
public final class ReferenceDrills {
    private static final Duration LATE = Duration.ofMillis(400);

    /** What a client may wait longer than the gateway knows, on a machine that is busy with the drill itself. */
    private static final Duration UNSEEN = Duration.ofMillis(150);

    private final Reference reference;

    private ReferenceDrills(Reference reference) {
        this.reference = reference;
    }

    /**
     * All of them, in the order in which they are held.
     *
     * @param workspace the reference workspace, or an edited copy
     * @return plans at the pace of the workspace's time scale
     * @throws StackException if the workspace lacks what they need: a budget, a silence; one line with file and key
     */
    public static List<Drill> of(Workspace workspace) {
        ReferenceDrills drills = new ReferenceDrills(new Reference(workspace));
        List<Drill> all = new ArrayList<>(List.of(
                drills.healthyBaseline(),
                drills.slowInference(),
                drills.failingProvider(),
                drills.maintenanceSilence(),
                drills.scrapeCut(),
                drills.inferenceDown()));
        all.addAll(NotificationDrills.of(drills.reference));
        all.addAll(ThresholdDrills.of(drills.reference));
        all.addAll(RoutingDrills.of(drills.reference));
        all.addAll(RestartDrills.of(drills.reference));
        all.addAll(ClusterDrills.of(drills.reference));
        all.addAll(BurnRateDrills.of(drills.reference));
        all.addAll(TelemetryDrills.of(drills.reference));
        all.addAll(LlmDrills.of(drills.reference));
        all.addAll(ErrorDrills.of(drills.reference));
        all.addAll(RecorderDrills.of(drills.reference));
        return List.copyOf(all);
    }

    private Drill healthyBaseline() {
        return reference
                .pipeline(
                        "healthy baseline",
                        "Nothing is broken: no alert fires, the dead man's switch reports, every request is counted and"
                                + " traced.")
                .traffic(reference.traffic("10m"))
                .count("gateway requests", requests("gateway"))
                .count("inference requests", requests("inference"))
                .metrics()
                .exemplars("gateway latency", "request_latency_seconds_bucket{job=\"gateway\"}")
                .traces()
                .observe(reference.time("11m"))
                .promise(
                        Promises.baselineIsQuiet(WATCHDOG),
                        Promises.alwaysFires(WATCHDOG, "watchdog", reference.time("4m30s")),
                        Promises.countsRequests("gateway requests"),
                        Promises.countsRequests("inference requests"),
                        MetricPromises.targetsAreScraped(reference.time("50s")),
                        MetricPromises.cardinalityIsBounded(0.1),
                        MetricPromises.windowsAreFilled(),
                        reference.panelsDraw())
                .promise(reference.panelsCover())
                .promise(traced())
                .build();
    }

    private Promise[] traced() {
        return new Promise[] {
            TraceStructurePromises.sampledTracesSpan(reference.path(), 0.99, reference.sampling()),
            Promises.tracesAreConnected(),
            Promises.servicesAreNamed(reference.services()),
            TraceStructurePromises.samplingKeeps(reference.sampling()),
            TraceStructurePromises.spansAgreeWithClients(0.25, UNSEEN),
            TraceStructurePromises.exemplarsLeadToTraces("gateway latency"),
            TraceStructurePromises.attributesFollowConventions()
        };
    }

    private Drill slowInference() {
        AlertSelector slow = LATENCY.with("job", "gateway");
        String fault = "slow inference";
        Duration end = reference.time("7m30s");
        return reference
                .pipeline(
                        fault,
                        "Inference answers 400 ms late: the latency alert reaches who is on call, and the traces blame"
                                + " inference.")
                .traffic(reference.traffic("10m"))
                .inject(new PlannedFault(
                        fault, "gateway->inference", new Fault.Latency(LATE), reference.time("2m30s"), end))
                .histogram("gateway latency", latencies("gateway"))
                .traces("inference")
                .observe(end.plus(reference.resolution(LATENCY)))
                .promise(reference.detected(slow, fault, "2m"))
                .promise(
                        DashboardPromises.panelRises("Latency, 99th percentile", fault),
                        DashboardPromises.panelShows("Alerts that fire", slow),
                        Promises.firesAlone(List.of(slow), List.of(WATCHDOG)),
                        MetricPromises.quantileIsTrue("gateway latency", 0.99, Duration.ofMillis(100)),
                        Promises.tracesSpanDuring(reference.path(), 0.99, fault),
                        Promises.tracesAreConnected(),
                        Promises.tracesBlame(fault, Promises.MOST),
                        TraceStructurePromises.workStaysConnected("inference", Reference.USAGE))
                .watch(new Watched(slow, fault, LATE))
                .build();
    }

    private Drill failingProvider() {
        String fault = "failing provider";
        Duration end = reference.time("7m");
        return reference
                .pipeline(
                        fault,
                        "The LLM provider answers 503: the error rate alert reaches on-call, and traces show the error.")
                .traffic(reference.traffic("10m"))
                .inject(new PlannedFault(
                        fault, "inference->provider", new Fault.HttpStatus(503), reference.time("2m30s"), end))
                .count("gateway requests", requests("gateway"))
                .count("gateway failures", failures("gateway"))
                .count("inference requests", requests("inference"))
                .count("inference failures", failures("inference"))
                .metrics()
                .traces()
                .observe(end.plus(reference.resolution(ERRORS)))
                .promise(reference.detected(ERRORS, fault, "1m"))
                .promise(LlmDrills.told(reference, UPSTREAM_DOWN, fault))
                .promise(
                        Promises.firesAlone(List.of(ERRORS), List.of(WATCHDOG, UPSTREAM_DOWN)),
                        Promises.errorsAreTraced(fault, reference.path()),
                        TraceStructurePromises.samplingKeeps(reference.sampling()),
                        LlmPromises.errorsLeadUpstream(fault, "gateway"))
                .promise(counted(fault))
                .promise(reported(fault))
                .watch(new Watched(ERRORS, fault, reference.time("1m").dividedBy(20)))
                .build();
    }

    /** What the error tracker has of it. */
    private static Promise[] reported(String fault) {
        return new Promise[] {
            ErrorPromises.failuresAreReported(fault, Reference.RELEASE, "production"),
            ErrorPromises.repeatsAreGrouped(fault, 1),
            ErrorPromises.reportsArePrivate()
        };
    }

    /** What numbers and panels say of it. */
    private static Promise[] counted(String fault) {
        return new Promise[] {
            Promises.errorRatioIsTrue("gateway failures", "gateway requests"),
            Promises.errorRatioIsTrue("inference failures", "inference requests"),
            MetricPromises.recordingsAreTrue(),
            DashboardPromises.panelRises("Server errors", fault),
            DashboardPromises.panelRises("Calls that fail", fault)
        };
    }

    /** Both services are slow, and one of them is silenced: the other one's alert is the control. */
    private Drill maintenanceSilence() {
        SilenceFile file = maintenance();
        PlannedSilence silence = PlannedSilence.of(
                file, reference.time("2m"), reference.workspace().stack().timeScale());
        AlertSelector silenced = LATENCY.with("service", "inference");
        AlertSelector control = LATENCY.with("service", "gateway");
        Duration due = reference.time("5m30s");
        Duration end = silence.to().plus(due).plus(reference.time("15s"));
        return reference
                .pipeline(
                        "maintenance silence",
                        "Inference is slow during its maintenance: its alert is withheld until the silence ends, and only"
                                + " its alert.")
                .traffic(reference.traffic("18m"))
                .silence(silence)
                .inject(new PlannedFault(
                        "slow provider", "inference->provider", new Fault.Latency(LATE), reference.time("3m"), end))
                .traces()
                .observe(end.plus(reference.time("15s")))
                .promise(
                        Promises.silenceHolds(silence.name(), silenced, control),
                        Promises.silenceSpares(silence.name(), control),
                        DashboardPromises.panelRises("Whole answer, 99th percentile", "slow provider"),
                        Promises.silenceEnds(silence.name(), silenced, due),
                        Promises.firesAlone(List.of(silenced, control), List.of(WATCHDOG)),
                        Promises.tracesBlame("slow provider", Promises.MOST))
                .build();
    }

    /** Nobody's request fails, so only an alert on the scrapes themselves can notice. */
    private Drill scrapeCut() {
        AlertSelector down = DOWN.with("job", "inference");
        String fault = "scrape cut";
        Duration end = reference.time("5m30s");
        return reference
                .pipeline(
                        fault,
                        "Prometheus cannot reach inference, which goes on to serve: that its metrics stopped is noticed, and"
                                + " not read as healthy.")
                .traffic(reference.traffic("6m"))
                .inject(new PlannedFault(
                        fault, "prometheus->inference", new Fault.Refuse(), reference.time("2m30s"), end))
                .observe(end.plus(reference.resolution(DOWN)))
                .promise(
                        Promises.missingDataIsNoticed(down, fault, reference.detection(DOWN)),
                        Promises.reaches(down, Reference.ON_CALL),
                        Promises.isDelivered(down),
                        Promises.resolvesWithin(down, fault, reference.resolution(DOWN)),
                        Promises.firesAlone(List.of(down), List.of(WATCHDOG)),
                        DashboardPromises.panelRises("Targets down", fault))
                .watch(new Watched(down, fault, Duration.ZERO))
                .build();
    }

    private Drill inferenceDown() {
        AlertSelector down = DOWN.with("job", "inference");
        String fault = "inference killed";
        Duration end = reference.time("6m");
        return reference
                .pipeline(
                        "inference down",
                        "Inference is killed: that Prometheus cannot scrape it reaches who is on call, and the errors that"
                                + " the gateway has of it do not.")
                .traffic(reference.traffic("12m"))
                .inject(new PlannedFault(fault, "inference", new Fault.ProcessKill(), reference.time("2m30s"), end))
                .observe(end.plus(reference.resolution(DOWN)).plus(reference.time("30s")))
                .promise(reference.detected(down, fault, "1m"))
                .promise(
                        Promises.isInhibitedBy(ERRORS.with("job", "gateway"), down),
                        Promises.firesAlone(List.of(down), List.of(WATCHDOG, ERRORS, LATENCY)))
                .watch(new Watched(down, fault, Duration.ZERO))
                .build();
    }

    private SilenceFile maintenance() {
        return reference.workspace().silences().stream()
                .map(SilenceFile::read)
                .findFirst()
                .orElseThrow(() -> new StackException(reference.workspace().file()
                        + ": key 'silences' names no file; the drill of the maintenance silence needs one, add it"));
    }
}
