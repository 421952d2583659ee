package io.firedrill.scenarios.traffic;

import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One load of the fork, as its parent sees it. Thread-safe. */
final class ForkedLoad implements RunningLoad {
    static final Duration READY_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int TAIL = 15;

    private final LoadProcess process;
    private final Path folder;
    private final PrintWriter log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<String> started = new CompletableFuture<>();
    private final CompletableFuture<String> done = new CompletableFuture<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private volatile boolean stopped;

    ForkedLoad(LoadProcess process, Path folder) throws IOException {
        this.process = process;
        this.folder = folder;
        this.log = new PrintWriter(Files.newBufferedWriter(folder.resolve("load.log")));
    }

    @Override
    public void awaitReady() {
        await(ready, READY_LIMIT, "get ready");
    }

    @Override
    public Instant go() {
        awaitReady();
        process.tell("go");
        return Instant.ofEpochSecond(0, Long.parseLong(await(started, STOP_LIMIT, "start")));
    }

    @Override
    public List<LedgerEntry> await(Duration limit, Instant zero) {
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stop();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
        long promised = Long.parseLong(await(done, Duration.ZERO, "end"));
        List<LedgerEntry> entries = ledger(zero);
        if (entries.size() != promised) {
            throw new StackException("ledger " + ledgerFile() + " must hold " + promised
                    + " requests, as the load generator said, but holds " + entries.size()
                    + "; the run's ground truth is damaged, run again");
        }
        return entries;
    }

    @Override
    public List<LedgerEntry> ledger(Instant zero) {
        return LedgerFile.read(ledgerFile(), zero).entries();
    }

    @Override
    public Set<String> said() {
        Path file = folder.resolve(LoadFork.SAID);
        return Files.exists(file) ? Set.of(EvidenceFile.read(file, String[].class)) : Set.of();
    }

    @Override
    public void stop() {
        if (!done.isDone()) {
            stopped = true;
            process.tell("stop");
            await(done, STOP_LIMIT, "stop");
        }
    }

    /** What was not held to its end ends with its process; else that waits for the next. */
    @Override
    public void close() {
        if (!isOver()) {
            process.end();
        }
        log.close();
    }

    /** Whether it was held to its end. */
    boolean isOver() {
        return done.isDone() && !done.isCompletedExceptionally() && !stopped;
    }

    ProcessHandle handle() {
        return process.handle();
    }

    /** Ends the fork's standard input, as the end of this JVM would. */
    void hangUp() throws IOException {
        process.hangUp();
    }

    private Path ledgerFile() {
        return folder.resolve(LoadFork.LEDGER);
    }

    void heard(String line) {
        log.println(line);
        log.flush();
        if (!line.startsWith(LoadFork.MARK)) {
            synchronized (tail) {
                tail.addLast(line);
                if (tail.size() > TAIL) {
                    tail.removeFirst();
                }
            }
            return;
        }
        String[] words = line.substring(LoadFork.MARK.length()).split(" ", 2);
        switch (words[0]) {
            case "ready" -> ready.complete("");
            case "started" -> started.complete(words[1]);
            case "done" -> done.complete(words[1]);
            default -> throw new IllegalStateException("the load generator said '" + line + "', which means nothing");
        }
    }

    void ended(String how) {
        StackException early = new StackException("the load generator ended early: " + how + "; ledger " + ledgerFile()
                + " holds what it had written; its log " + folder.resolve("load.log") + " ends:\n" + tail());
        List.of(ready, started, done).forEach(stage -> stage.completeExceptionally(early));
    }

    private String tail() {
        synchronized (tail) {
            return tail.isEmpty() ? "(nothing)" : String.join("\n", tail);
        }
    }

    private String await(CompletableFuture<String> stage, Duration limit, String what) {
        try {
            return stage.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            process.kill();
            throw new StackException(
                    "the load generator did not " + what + " within " + limit + " and was killed; its log "
                            + folder.resolve("load.log") + " ends:\n" + tail(),
                    e);
        }
    }

    private static StackException failure(ExecutionException e) {
        return e.getCause() instanceof StackException early
                ? new StackException(String.valueOf(early.getMessage()), early)
                : new StackException("the load generator failed: " + e.getCause(), e);
    }

    private static StackException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackException("interrupted while the load generator was at work", e);
    }
}
