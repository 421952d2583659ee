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
        Source source) {}
