package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.SPANS_LOST;

import io.firedrill.assertions.Promises;
import io.firedrill.assertions.TelemetryPromises;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.workspace.TraceStore;
import java.util.List;

/** Drills of the way that telemetry itself takes. */
final class TelemetryDrills {
    /** Every rule that is looked at holds. */
    private static final double WELL = 100;

    private final Reference reference;

    private TelemetryDrills(Reference reference) {
        this.reference = reference;
    }

    static List<Drill> of(Reference reference) {
        TelemetryDrills drills = new TelemetryDrills(reference);
        return List.of(drills.everySpan(), drills.exportOutage());
    }

    /** Apart from the healthy baseline, which an alert about lost spans would disturb. */
    private Drill everySpan() {
        return reference
                .pipeline(
                        "every span",
                        "Nothing is broken: every span of every request is followed from the service that makes it to the"
                                + " backend that stores it, and none is lost; each service is instrumented by the rules of the"
                                + " Instrumentation Score.")
                .traffic(reference.traffic("6m"))
                .spans(reference.workspace().system().entry())
                .observe(reference.time("7m"))
                .promise(
                        TelemetryPromises.spansAreReconciled(),
                        Promises.tracesSpan(reference.path(), 0.99),
                        Promises.tracesAreConnected(),
                        TelemetryPromises.instrumentationScores(WELL, reference.services()))
                .build();
    }

    /** An exporter that is refused waits up to 3.4 s before its next attempt, whatever the time scale. */
    private Drill exportOutage() {
        String cut = "export cut";
        TraceStore store = reference.workspace().monitoring().traces();
        return reference
                .pipeline(
                        "export outage",
                        "A network policy cuts the services off from what takes their spans, and requests go on: that no trace arrives"
                                + " is told, and afterwards traces are whole again.")
                .traffic(reference.traffic("10m"))
                .inject(new PlannedFault(
                        cut,
                        "services->" + (store == TraceStore.ZIPKIN ? "zipkin" : "collector"),
                        new Fault.Refuse(),
                        reference.time("1m30s"),
                        reference.time("6m")))
                .spans(reference.workspace().system().entry())
                .observe(reference.time("13m"))
                .promise(TelemetryPromises.exportOutageIsNoticed(
                        SPANS_LOST, cut, reference.detection(SPANS_LOST), reference.path(), reference.time("10s")))
                .build();
    }
}
