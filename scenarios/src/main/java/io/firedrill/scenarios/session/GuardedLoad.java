package io.firedrill.scenarios.session;

import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.scenarios.traffic.RunningLoad;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.BudgetGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Traffic to a system that somebody else runs: it is stopped, and its drill with it, when the guard of the error budget says so. Thread-safe. */
final class GuardedLoad implements RunningLoad {
    private final RunningLoad load;
    private final BudgetGuard guard;
    private final Duration every;
    private final String what;
    private final Consumer<String> transcript;
    private final Thread watch = new Thread(this::watch, "budget-guard");
    private volatile @Nullable String stopped;

    /** {@code every}: how often the guard looks; {@code what}: what is sent, for the transcript. */
    GuardedLoad(RunningLoad load, BudgetGuard guard, Duration every, String what, Consumer<String> transcript) {
        this.load = load;
        this.guard = guard;
        this.every = every;
        this.what = what;
        this.transcript = transcript;
        watch.setDaemon(true);
    }

    @Override
    public void awaitReady() {
        load.awaitReady();
    }

    @Override
    public Instant go() {
        guard.forbids().ifPresent(why -> {
            throw new StackException(why);
        });
        transcript.accept("traffic begins: " + what);
        Instant begun = load.go();
        watch.start();
        return begun;
    }

    private void watch() {
        try {
            Optional<String> why = Optional.empty();
            while (why.isEmpty()) {
                Thread.sleep(every.toMillis());
                why = guard.stops();
            }
            stop(why.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A guard that fails guards nothing any more, and a load that does not stop is ended.
            stopped = "its guard failed, " + e.getMessage();
            load.close();
        }
    }

    private void stop(String why) {
        stopped = why;
        transcript.accept("no more requests are sent: " + why);
        load.stop();
    }

    @Override
    public void check() {
        Optional.ofNullable(stopped).ifPresent(why -> {
            throw new StackException("its traffic was stopped: " + why);
        });
    }

    @Override
    public List<LedgerEntry> await(Duration limit, Instant zero) {
        check();
        List<LedgerEntry> ledger;
        try {
            ledger = load.await(limit, zero);
        } catch (StackException e) {
            check();
            throw e;
        }
        watch.interrupt();
        check();
        transcript.accept("the last of " + ledger.size() + " requests was sent");
        return ledger;
    }

    @Override
    public List<LedgerEntry> ledger(Instant zero) {
        return load.ledger(zero);
    }

    @Override
    public Set<String> said() {
        return load.said();
    }

    @Override
    public void stop() {
        load.stop();
    }

    @Override
    public void close() {
        watch.interrupt();
        load.close();
    }
}
