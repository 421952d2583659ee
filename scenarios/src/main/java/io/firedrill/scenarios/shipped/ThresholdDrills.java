package io.firedrill.scenarios.shipped;

import static io.firedrill.scenarios.shipped.Reference.ERRORS;
import static io.firedrill.scenarios.shipped.Reference.LATENCY;

import io.firedrill.assertions.CoveragePromises;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.fault.Fault;
import java.time.Duration;
import java.util.List;

/** Drills that hold the system where nobody is to be woken yet. */
final class ThresholdDrills {
    /** What the team has promised its users, whatever the rules say. */
    private static final double SLOWEST_PERCENTILE_SECONDS = 0.2;

    private static final double SHARE_OF_ERRORS = 0.05;

    /** The histogram has bounds at 100, 150 and 200 ms: all requests in one bucket below the threshold, and one to spare. */
    private static final Duration SLOWER = Duration.ofMillis(100);

    private static final double FAILING = 0.04;

    /** More than a hundred requests in a window: one slow request is no 99th percentile, and one failed one is no share. */
    private static final double RATE = 110;

    private ThresholdDrills() {}

    static List<Drill> of(Reference reference) {
        return List.of(justBelow(reference));
    }

    private static Drill justBelow(Reference reference) {
        String slow = "a bit slow";
        String failing = "a few errors";
        Duration begin = reference.time("1m");
        Duration end = reference.time("6m");
        return reference
                .pipeline(
                        "just below the thresholds",
                        "Inference is a bit slow, and fails a few requests, both less than what was promised: nobody is"
                                + " woken.")
                .traffic(Traffic.steady(RATE, reference.time("6m")))
                .inject(new PlannedFault(slow, "gateway->inference", new Fault.Latency(SLOWER), begin, end))
                .inject(new PlannedFault(failing, "gateway->inference", new Fault.HttpStatus(503, FAILING), begin, end))
                .level("99th percentile", "job:request_latency_seconds:99percentile")
                .level(
                        "share of errors",
                        reference
                                .workspace()
                                .stack()
                                .timeScale()
                                .promql(
                                        "sum by (job, service) (rate(request_latency_seconds_count{status=~\"5..\"}[1m]))"
                                                + " / sum by (job, service) (rate(request_latency_seconds_count[1m]))"))
                .observe(reference.time("6m30s"))
                .promise(
                        CoveragePromises.quietBelow(
                                LATENCY.with("job", "gateway"), slow, "99th percentile", SLOWEST_PERCENTILE_SECONDS),
                        CoveragePromises.quietBelow(
                                ERRORS.with("job", "gateway"), failing, "share of errors", SHARE_OF_ERRORS))
                .build();
    }
}
