package io.firedrill.scenarios.traffic;

import io.firedrill.evidence.traffic.LedgerEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** For drills without traffic: nothing is sent, and the ledger stays empty. Thread-safe. */
public final class NoLoad implements RunningLoad {
    private final Clock clock;

    /**
     * Ready at once.
     *
     * @param clock what tells clock zero
     */
    public NoLoad(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void awaitReady() {
        // Nothing starts up.
    }

    @Override
    public Instant go() {
        return clock.instant();
    }

    @Override
    public List<LedgerEntry> await(Duration limit, Instant zero) {
        return List.of();
    }

    @Override
    public List<LedgerEntry> ledger(Instant zero) {
        return List.of();
    }

    @Override
    public void stop() {
        // Nothing flows.
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
