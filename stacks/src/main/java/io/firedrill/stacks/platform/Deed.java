package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Something that is done to a system by a command line, and undone by another one: when asked, or by whatever outlives this
 * JVM. Both are run by {@code sh} in the same folder, with this JVM's environment, and have a minute each. Thread-safe.
 */
public final class Deed {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int KEPT = 400;

    private final RunFolder run;
    private final String name;
    private final String on;
    private final String off;
    private final Path folder;
    private final Consumer<String> transcript;
    private Optional<Path> remembered = Optional.empty();

    Deed(RunFolder run, String name, String on, String off, Path folder, Consumer<String> transcript) {
        this.run = run;
        this.name = name;
        this.on = on;
        this.off = off;
        this.folder = folder;
        this.transcript = transcript;
    }

    /**
     * Does it. How it is undone is written down first.
     *
     * @throws StackException if the command fails; it has been undone then
     */
    public synchronized void begin() {
        remembered = Optional.of(
                run.remember(name, "cd " + quoted(folder.toString()) + " && exec sh -c " + quoted(off) + "\n"));
        try {
            command("on", on);
        } catch (StackException e) {
            end();
            throw e;
        }
    }

    /**
     * Undoes it, also on a thread that was interrupted.
     *
     * @throws StackException if the command fails; it is tried again when the JVM ends, and by the next sweep
     */
    public synchronized void end() {
        boolean interrupted = Thread.interrupted();
        try {
            command("off", off);
            remembered.ifPresent(run::forget);
            remembered = Optional.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void command(String key, String line) {
        Path output = run.path().resolve(name + ".log");
        String how = "exit code " + run(key, line, output);
        transcript.accept("`" + line + "` in " + folder + ": " + how);
        if (!how.equals("exit code 0")) {
            throw failed(key, line, "ended with " + how + said(output));
        }
    }

    /** To a file, since what a command leaves running in the background would keep a pipe open. */
    private int run(String key, String line, Path output) {
        Process process;
        try {
            process = new ProcessBuilder("sh", "-c", line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw failed(key, line, "cannot be run in " + folder + ": " + e.getMessage());
        }
        try {
            if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            kill(process);
            throw failed(key, line, "had not ended after " + LIMIT.toSeconds() + " s, and was killed");
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw failed(key, line, "was interrupted");
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private StackException failed(String key, String line, String what) {
        return new StackException("fault '" + name + "': `" + key + ": " + line + "` " + what);
    }

    private static String said(Path output) {
        try {
            String text = Files.readString(output).strip().replaceAll("\\s+", " ");
            String end = text.length() <= KEPT ? text : "…" + text.substring(text.length() - KEPT);
            return end.isEmpty() ? "" : ": " + end;
        } catch (IOException e) {
            return "";
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
