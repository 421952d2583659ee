package io.firedrill.assertions;

import java.util.List;

/** The promises about what services report to an error tracker. Thread-safe. */
public final class ErrorPromises {
    private ErrorPromises() {}

    /**
     * E01: each request that failed while a fault was in force is reported, with release, environment and the request's trace.
     * Inconclusive without an error tracker, if the fault did not bite, or if fewer than {@value TracedRequest#ENOUGH} requests failed.
     *
     * @param fault the name of the fault
     * @param release what the service's version is called
     * @param environment where it runs
     * @return the promise
     */
    public static Promise failuresAreReported(String fault, String release, String environment) {
        return new FailuresReported(fault, release, environment);
    }

    /**
     * E02: the errors of one fault are few issues, so that somebody reads them. Inconclusive as E01, or if fewer than {@value
     * TracedRequest#ENOUGH} errors were reported.
     *
     * @param fault the name of the fault
     * @param most how many issues it may be
     * @return the promise
     */
    public static Promise repeatsAreGrouped(String fault, int most) {
        return new RepeatsGrouped(fault, most);
    }

    /**
     * E03: no person, no secret, no prompt and no answer is in what is reported. Inconclusive if nothing was reported.
     *
     * @return the promise
     */
    public static Promise reportsArePrivate() {
        return new ReportsPrivate();
    }

    /**
     * E04: while the error tracker cannot be reached, or takes no more, nothing is dropped in silence: every failed request of the drill
     * is reported, or is among those that the service says it dropped, or that the tracker says it turned away. Inconclusive if nothing was
     * lost.
     *
     * @param outages the names of the faults of the error tracker, or on the way to it; at least one
     * @return the promise
     */
    public static Promise lossIsTold(String... outages) {
        return new LossTold(List.of(outages));
    }
}
