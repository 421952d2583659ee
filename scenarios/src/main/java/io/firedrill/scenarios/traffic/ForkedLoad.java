package io.firedrill.scenarios.traffic;

import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.stacks.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

/** The parent's end of the fork. Thread-safe. */
final class ForkedLoad implements RunningLoad {
    static final Duration READY_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int TAIL = 15;

    private final Process process;
    private final Path folder;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<String> started = new CompletableFuture<>();
    private final CompletableFuture<String> done = new CompletableFuture<>();
    private final Deque<String> tail = new ArrayDeque<>();

    ForkedLoad(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        Thread listener = new Thread(this::listen, "load-" + process.pid());
        listener.setDaemon(true);
        listener.start();
    }

    @Override
    public void awaitReady() {
        await(ready, READY_LIMIT, "get ready");
    }

    @Override
    public Instant go() {
        awaitReady();
        tell("go");
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
            tell("stop");
            await(done, STOP_LIMIT, "stop");
        }
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                tell("stop");
                process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the fork's standard input, as the end of this JVM would. */
    void hangUp() throws IOException {
        process.getOutputStream().close();
    }

    private Path ledgerFile() {
        return folder.resolve(LoadFork.LEDGER);
    }

    private void tell(String command) {
        OutputStream in = process.getOutputStream();
        try {
            in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            // It has ended, which the listener reports better.
        }
    }

    private void listen() {
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter log = new PrintWriter(Files.newBufferedWriter(folder.resolve("load.log")))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                log.println(line);
                log.flush();
                heard(line);
            }
            ended("exit code " + process.waitFor());
        } catch (IOException e) {
            ended(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended("interrupted");
        }
    }

    private void heard(String line) {
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

    private void ended(String how) {
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
            process.destroyForcibly();
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
