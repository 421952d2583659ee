package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary folder of one run, and the list of everything that was started for it. Nothing of it outlives the run:
 * {@link #close()} removes it; when this JVM is killed, a minder (a small {@code sh} that holds a pipe from this JVM)
 * undoes what was done to other systems, ends the listed processes, removes the run's containers and the folder; when that is
 * killed too, the next run's {@link Sweep} does. Thread-safe.
 */
final class RunFolder implements AutoCloseable {
    static final String PREFIX = "firedrill-run-";

    /** The file that says where the engine is that has containers of the run; there is none without containers. */
    static final String ENGINE = "engine";

    /** Holds what undoes what was done to a system that outlives the run, as scripts. */
    static final String UNDO = "undo";

    private static final ClassPathFolder SCRIPTS = new ClassPathFolder("io/firedrill/stacks/platform/scripts");

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    private final Path folder;
    private final Process minder;

    private RunFolder(Path folder, Process minder) {
        this.folder = folder;
        this.minder = minder;
    }

    static RunFolder create(Path parent) {
        byte[] id = new byte[6];
        new SecureRandom().nextBytes(id);
        Path folder = parent.resolve(PREFIX + HexFormat.of().formatHex(id)).toAbsolutePath();
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createDirectory(folder.resolve("processes"));
            long own = ProcessHandle.current().pid();
            Files.writeString(
                    folder.resolve("owner"), own + " " + ProcessStart.of(own).orElse("") + "\n");
            Files.write(folder.resolve("reap.sh"), script());
            return new RunFolder(folder, mind(folder));
        } catch (IOException e) {
            throw new StackException(
                    folder + " cannot be made: " + e + "; free space there, or set -Djava.io.tmpdir", e);
        }
    }

    static Path parent() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }

    static byte[] script() {
        byte[] script = SCRIPTS.contents().get("reap.sh");
        if (script == null) {
            throw new StackException("reap.sh is missing from the jar of firedrill-stacks; build or download it again");
        }
        return script;
    }

    Path path() {
        return folder;
    }

    String id() {
        return folder.getFileName().toString();
    }

    /** Must be called before anything is made in a Docker engine. */
    void markEngine(EngineAddress address) {
        try {
            Files.writeString(folder.resolve(ENGINE), address + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** What is to be run when this JVM dies before it has run that itself: a script of {@code sh}, by a name of its own. */
    Path remember(String name, String script) {
        Path file = folder.resolve(UNDO).resolve(name + ".sh");
        try {
            Files.createDirectories(folder.resolve(UNDO));
            return Files.writeString(file, script);
        } catch (IOException e) {
            throw new StackException(file + " cannot be written: " + e.getMessage() + "; nothing was broken", e);
        }
    }

    /** Must be called once that was run. */
    void forget(Path script) {
        remove(script);
        try {
            Files.delete(folder.resolve(UNDO));
        } catch (IOException e) {
            LOG.debug("something else is still to be undone: {}", e.getMessage());
        }
    }

    /** Must be called right after the start of each process. */
    void register(Process process, String gentleSignal) {
        String start = ProcessStart.of(process.pid()).orElse("gone");
        try {
            Files.writeString(entry(process), start + " " + gentleSignal + "\n");
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Must be called once a process is gone. */
    void forget(Process process) {
        try {
            Files.deleteIfExists(entry(process));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Removes the folder and lets the minder go; what could not be undone is the minder's, and then the next sweep's. */
    @Override
    public void close() {
        if (!Files.exists(folder.resolve(UNDO))) {
            delete(folder);
        }
        try {
            minder.getOutputStream().close();
            minder.waitFor(2, TimeUnit.SECONDS);
        } catch (IOException e) {
            minder.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Several attempts: a process that is just being ended may still write. */
    static void delete(Path folder) {
        for (int attempt = 0; Files.exists(folder) && attempt < 5; attempt++) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(RunFolder::remove);
            } catch (IOException | UncheckedIOException e) {
                if (attempt == 4) {
                    throw new StackException(folder + " cannot be removed: " + e.getMessage(), e);
                }
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path entry(Process process) {
        return folder.resolve("processes").resolve(Long.toString(process.pid()));
    }

    private static Process mind(Path folder) throws IOException {
        List<String> script = List.of("sh", folder.resolve("reap.sh").toString(), "wait", folder.toString());
        List<String> words = Stream.concat(Commands.onPath("setsid").map(Path::toString).stream(), script.stream())
                .toList();
        return new ProcessBuilder(words)
                .directory(new File("/"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
