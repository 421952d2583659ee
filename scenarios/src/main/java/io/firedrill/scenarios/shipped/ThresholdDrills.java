package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.COST;
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

    /** Of all requests; of those that get as far as inference it is more. */
    private static final double FAILING = 0.04;

    private static final String ERROR_SHARE = "share of errors";
    private static final String SPENT = "USD an hour";

    /** What may be spent in an hour; three times as much wakes somebody. */
    private static final double DOLLARS = 30;

    private static final String PROMPT = "Tell me the way out, floor by floor.";

    /** So many in a window that one failed request is far less than the threshold. */
    private static final double RATE = 80;

    /**
     * What the gateway turns away costs a tenth of an answer: a machine with little to spare holds the level as well. What
     * it lets through costs nine tenths of what is too much, at the large model's price, and two thirds once some of it
     * fails.
     */
    private static final double REFUSED = 0.845;

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
                        "Inference fails a few requests, fewer than what was promised, and much is spent, though less than what"
                                + " is too much: nobody is woken.")
                .traffic(Traffic.ramp(RATE / 8, RATE, begin)
                        .thenSteady(RATE, reference.time("5m"))
                        .refused(REFUSED)
                        .asking("drill-large", PROMPT))
                .inject(new PlannedFault(
                        failing, "gateway->inference", new Fault.HttpStatus(503, FAILING / (1 - REFUSED)), begin, end))
                .level(ERROR_SHARE, shareOfErrors(reference))
                .level(SPENT, reference.promql("sum by (model) (rate(llm_cost_usd_total[2m])) * 3600"))
                .observe(reference.time("6m30s"))
                .promise(
                        CoveragePromises.quietBelow(
                                ERRORS.with("job", "gateway"), failing, ERROR_SHARE, SHARE_OF_ERRORS),
                        CoveragePromises.quietBelow(COST, failing, SPENT, DOLLARS))
                .build();
    }

    /** What the rule compares, at the pace of the run. */
    private static String shareOfErrors(Reference reference) {
        return reference.promql("sum by (job, service) (rate(request_latency_seconds_count{status=~\"5..\"}[1m]))"
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
