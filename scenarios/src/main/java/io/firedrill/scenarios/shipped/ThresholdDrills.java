package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.ERRORS;

import io.firedrill.assertions.CoveragePromises;
import io.firedrill.assertions.MetricPromises;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillBuilder;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.drill.PlannedSilence;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.workspace.SilenceFile;
import io.firedrill.stacks.workspace.Workspace;
import java.time.Duration;
import java.util.List;

/** Drills of what others leave untried: what is not to wake anybody yet, and what stands silenced. */
final class ThresholdDrills {
    /** What the team has promised its users, whatever the rules say. */
    private static final double SHARE_OF_ERRORS = 0.05;

    private static final double FAILING = 0.04;

    /** So many in a window that one failed request is far less than the threshold; more would be slow for want of a machine. */
    private static final double RATE = 80;

    private ThresholdDrills() {}

    static List<Drill> of(Reference reference) {
        return List.of(justBelow(reference), silencesInOrder(reference));
    }

    private static Drill justBelow(Reference reference) {
        String failing = "a few errors";
        Duration begin = reference.time("1m");
        Duration end = reference.time("6m");
        return reference
                .pipeline(
                        "just below the threshold",
                        "Inference fails a few requests, fewer than what was promised: nobody is woken.")
                .traffic(Traffic.ramp(RATE / 8, RATE, begin).thenSteady(RATE, reference.time("5m")))
                .inject(new PlannedFault(failing, "gateway->inference", new Fault.HttpStatus(503, FAILING), begin, end))
                .level("share of errors", shareOfErrors(reference))
                .observe(reference.time("6m30s"))
                .promise(CoveragePromises.quietBelow(
                        ERRORS.with("job", "gateway"), failing, "share of errors", SHARE_OF_ERRORS))
                .build();
    }

    /** What the rule compares, at the pace of the run. */
    private static String shareOfErrors(Reference reference) {
        return reference
                .workspace()
                .stack()
                .timeScale()
                .promql("sum by (job, service) (rate(request_latency_seconds_count{status=~\"5..\"}[1m]))"
                        + " / sum by (job, service) (rate(request_latency_seconds_count[1m]))");
    }

    /** The silences that the workspace keeps are made as they are, however long they last; a short one shows an end. */
    private static Drill silencesInOrder(Reference reference) {
        DrillBuilder drill = Reference.workers(
                        "silences in order",
                        "Every silence that is kept as a file says who made it and why, and ends; none is left over.")
                .silence(new PlannedSilence(
                        "restart",
                        List.of("service=\"workers\""),
                        reference.time("30s"),
                        reference.time("1m"),
                        "release-bot",
                        "Workers are restarted."))
                .metrics()
                .observe(reference.time("4m"))
                .promise(
                        CoveragePromises.silencesAreInOrder(reference.time("24h")),
                        MetricPromises.targetsAreScraped(reference.time("50s")));
        Workspace workspace = reference.workspace();
        workspace.silences().stream()
                .map(SilenceFile::read)
                .map(file ->
                        PlannedSilence.of(file, Duration.ZERO, workspace.stack().timeScale()))
                .forEach(drill::silence);
        return drill.build();
    }
}
