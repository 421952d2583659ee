package io.firedrill.scenarios.traffic;

import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Traffic that is about to flow, flows, or has flowed. Implementations are thread-safe. */
public interface RunningLoad extends AutoCloseable {
    /**
     * Waits until the engine is up, warm, and waits for {@link #go()}.
     *
     * @throws StackException if it ended instead, or is not ready within a minute; with the tail of its log
     */
    void awaitReady();

    /**
     * Opens the gate; waits for readiness first, and then until traffic begins, which is within a second or so.
     *
     * @return when it began, before the first request: the traffic's profile counts from here, within milliseconds
     * @throws StackException if the engine ended instead
     */
    Instant go();

    /**
     * Waits until every request has its outcome. When the limit passes, the load is stopped, and requests that are still
     * without an answer are in the ledger as such.
     *
     * @param limit how long to wait
     * @param zero the instant that offsets count from
     * @return every request exactly once, in order of its start
     * @throws StackException if the engine ended early: then {@link #ledger(Instant)} holds what it had written
     */
    List<LedgerEntry> await(Duration limit, Instant zero);

    /**
     * What has been written so far.
     *
     * @param zero the instant that offsets count from
     * @return the requests whose outcome is known, in order of their start; some milliseconds behind
     */
    List<LedgerEntry> ledger(Instant zero);

    /**
     * Some of what was answered, once the load has ended: for who looks where it should not be. It is in no ledger.
     *
     * @return texts, each once; empty if nothing was kept
     */
    default Set<String> said() {
        return Set.of();
    }

    /**
     * Goes on only if it is still to flow.
     *
     * @throws StackException if somebody who guards the target has stopped it: what is done in its light must end too
     */
    default void check() {
        // Nobody guards what is launched for drills.
    }

    /** Sends no more requests, and closes the ledger. Once the load has ended this changes nothing. */
    void stop();

    /** Stops, and waits until nothing is left of the engine. */
    @Override
    void close();
}
