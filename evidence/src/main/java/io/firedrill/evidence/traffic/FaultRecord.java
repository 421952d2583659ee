package io.firedrill.evidence.traffic;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault as it was applied. Whether it bit is judged from the ledger.
 *
 * @param name what the drill calls it; promises refer to it
 * @param kind which of the catalogue, e.g. {@code latency}, {@code status}, {@code kill}
 * @param target the link as {@code caller->callee}, or the process
 * @param description what the peer sees, e.g. {@code 400 ms more latency}
 * @param delay how much slower each pass of the target gets; empty for a fault that makes requests fail
 * @param appliedAt when it took effect: the injector had confirmed it
 * @param revertingAt when the injector began to revert it: it was gone no earlier
 * @param revertedAt when it was gone: the injector had confirmed it
 * @param source the API call that applied it
 * @param share which share of the requests it meets, above 0; 1 for all of them
 */
public record FaultRecord(
        String name,
        String kind,
        String target,
        String description,
        Optional<Duration> delay,
        Duration appliedAt,
        Duration revertingAt,
        Duration revertedAt,
        Source source,
        double share) {
    /** A record of before that knows no share is of a fault that met all requests. */
    public FaultRecord {
        share = share > 0 ? share : 1;
    }

    /**
     * A fault that meets every request.
     *
     * @param name as above
     * @param kind as above
     * @param target as above
     * @param description as above
     * @param delay as above
     * @param appliedAt as above
     * @param revertingAt as above
     * @param revertedAt as above
     * @param source as above
     */
    public FaultRecord(
            String name,
            String kind,
            String target,
            String description,
            Optional<Duration> delay,
            Duration appliedAt,
            Duration revertingAt,
            Duration revertedAt,
            Source source) {
        this(name, kind, target, description, delay, appliedAt, revertingAt, revertedAt, source, 1);
    }
}
