package io.firedrill.scenarios.shipped;

import io.firedrill.assertions.ErrorPromises;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.stacks.fault.Fault;
import java.util.List;

/** Drills of what becomes of errors that services report. */
final class ErrorDrills {
    private final Reference reference;

    private ErrorDrills(Reference reference) {
        this.reference = reference;
    }

    static List<Drill> of(Reference reference) {
        return List.of(new ErrorDrills(reference).sentryOut());
    }

    /** Requests go on to fail after the outage and the limit: what was dropped is told with the next report. */
    private Drill sentryOut() {
        String out = "sentry out";
        String limits = "sentry limits";
        return reference
                .pipeline(
                        out,
                        "The LLM provider answers 503, and so does the error tracker for a while, which then takes no more than it may:"
                                + " no error is dropped in silence.")
                .traffic(reference.traffic("8m"))
                .inject(new PlannedFault(
                        "failing provider",
                        "inference->provider",
                        new Fault.HttpStatus(503),
                        reference.time("1m"),
                        reference.time("8m")))
                .inject(new PlannedFault(
                        out,
                        "inference->sentry",
                        new Fault.HttpStatus(503),
                        reference.time("1m30s"),
                        reference.time("3m")))
                .inject(new PlannedFault(
                        limits, "sentry", new Fault.HttpStatus(429), reference.time("4m"), reference.time("5m")))
                .observe(reference.time("9m"))
                .promise(ErrorPromises.lossIsTold(out, limits))
                .build();
    }
}
