package io.firedrill.scenarios.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The JVM of the load generator, as its parent sees it: it holds one load after the other. Thread-safe. */
final class LoadProcess {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Process process;
    private volatile Optional<ForkedLoad> load = Optional.empty();

    LoadProcess(Process process) {
        this.process = process;
        Thread listener = new Thread(this::listen, "load-" + process.pid());
        listener.setDaemon(true);
        listener.start();
    }

    /** Begins a load; the one before must be over. */
    ForkedLoad hold(Path folder) throws IOException {
        ForkedLoad next = new ForkedLoad(this, folder);
        load = Optional.of(next);
        if (!process.isAlive()) {
            next.ended("exit code " + process.exitValue());
        }
        tell("plan " + folder);
        return next;
    }

    /** Whether it waits for the next load. */
    boolean isIdle() {
        return process.isAlive() && load.map(ForkedLoad::isOver).orElse(true);
    }

    void tell(String command) {
        OutputStream in = process.getOutputStream();
        try {
            in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            // It has ended, which the listener reports better.
        }
    }

    /** Lets a load under way write what it has. */
    void end() {
        try {
            if (process.isAlive()) {
                tell("stop");
                process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kill();
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends its standard input, as the end of this JVM would. */
    void hangUp() throws IOException {
        process.getOutputStream().close();
    }

    private void listen() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String said = line;
                load.ifPresent(under -> under.heard(said));
            }
            int code = process.waitFor();
            load.ifPresent(under -> under.ended("exit code " + code));
        } catch (IOException e) {
            load.ifPresent(under -> under.ended(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            load.ifPresent(under -> under.ended("interrupted"));
        }
    }
}
