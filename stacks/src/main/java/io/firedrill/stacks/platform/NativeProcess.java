package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process of a run: started, registered, watched until it is ready, ended. Thread-safe. */
final class NativeProcess implements Component {
    /** For what need not be ended gently, since all it wrote is thrown away. */
    static final String KILL = "KILL";

    private static final String TERM = "TERM";
    private static final int GENTLE_SECONDS = 5;

    private final ComponentSpec spec;
    private final RunFolder run;
    private final Path log;
    private final Reach reach;
    private final Supplier<Launch> launch;
    private @Nullable Process process;
    private String gentleSignal = KILL;
    private boolean closed;

    NativeProcess(ComponentSpec spec, RunFolder run, Path log, Reach reach, Supplier<Launch> launch) {
        this.spec = spec;
        this.run = run;
        this.log = log;
        this.reach = reach;
        this.launch = launch;
    }

    /** What to start: decided anew at each start. */
    record Launch(List<String> words, Map<String, String> environment, Path folder, String gentleSignal) {}

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public synchronized void kill() {
        end(Optional.empty());
    }

    @Override
    public synchronized void stop() {
        end(Optional.of(gentleSignal.equals(KILL) ? TERM : gentleSignal));
    }

    @Override
    public void restart() {
        begin();
        new Readying(spec, reach, this, this::exitCode).await();
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        end(Optional.of(gentleSignal).filter(signal -> !signal.equals(KILL)));
    }

    @Override
    public String logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - Readying.TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private synchronized void begin() {
        if (closed || (process != null && process.isAlive())) {
            return;
        }
        Launch what = launch.get();
        ProcessBuilder builder = new ProcessBuilder(what.words())
                .directory(what.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("FIREDRILL_") || name.startsWith("OTEL_"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(what.environment());
        builder.environment().put("FIREDRILL_RUN", run.id());
        try {
            process = builder.start();
            gentleSignal = what.gentleSignal();
            run.register(process, what.gentleSignal());
        } catch (IOException e) {
            throw new StackException(spec.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private synchronized Optional<Integer> exitCode() {
        if (closed || process == null) {
            return Optional.of(-1);
        }
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    /** With a signal that asks, or at once. */
    private void end(Optional<String> asking) {
        Process ending;
        synchronized (this) {
            ending = process;
        }
        if (ending == null) {
            return;
        }
        try {
            if (asking.isEmpty() || !endsWhenAsked(ending, asking.get())) {
                ending.destroyForcibly();
                ending.waitFor();
            }
            run.forget(ending);
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            // The list is gone with the folder: nothing is left to forget.
            return;
        }
    }

    private static boolean endsWhenAsked(Process ending, String signal) throws InterruptedException {
        Commands.run(Path.of("/"), "kill", "-s", signal, Long.toString(ending.pid()));
        return ending.waitFor(GENTLE_SECONDS, TimeUnit.SECONDS);
    }
}
