package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Builds a pinned Go module into the cache. A lock keeps two runs from building the same; the result is moved into place
 * whole. Thread-safe.
 */
final class GoBuild {
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();
    private static final Duration TICK = Duration.ofSeconds(10);

    private final Path go;
    private final Path cache;
    private final Consumer<String> progress;

    GoBuild(Path go, Path cache, Consumer<String> progress) {
        this.go = go;
        this.cache = cache;
        this.progress = progress;
    }

    /** The folder with the binaries; built unless somebody else just did. */
    Path build(ToolFolder tool) {
        Path target = cache.resolve(tool.cacheKey());
        ReentrantLock own = LOCKS.computeIfAbsent(target, any -> new ReentrantLock());
        own.lock();
        try {
            Files.createDirectories(cache);
            Path lock = cache.resolve(tool.cacheKey() + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !Files.isDirectory(target)) {
                    buildInto(tool, target);
                }
            }
            return target;
        } catch (IOException e) {
            throw new StackException(
                    cache + " cannot be written: " + e + "; free space there, or set XDG_CACHE_HOME", e);
        } finally {
            own.unlock();
        }
    }

    private void buildInto(ToolFolder tool, Path target) throws IOException {
        Instant start = Instant.now();
        String what = tool.tool() + " " + tool.version();
        progress.accept(what + ": building from its pinned Go module (once; kept in " + cache + ")");
        // Its name is fixed, and the lock is held: what is there was left by a build that was killed.
        Path work = cache.resolve(".build-" + tool.cacheKey());
        RunFolder.delete(work);
        Files.createDirectories(work);
        try {
            for (Map.Entry<String, byte[]> file : tool.files().entrySet()) {
                write(work.resolve("source").resolve(file.getKey()), file.getValue());
            }
            if (tool.hasVendorExtra()) {
                vendor(tool, work.resolve("source"));
            }
            Path out = Files.createDirectory(work.resolve("out"));
            for (Map.Entry<String, String> binary : tool.packages().entrySet()) {
                go(
                        what + ": " + binary.getKey(),
                        work,
                        arguments(tool, out.resolve(binary.getKey()), binary.getValue()));
            }
            Files.move(out, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            RunFolder.delete(work);
        }
        progress.accept(what + ": built in " + elapsed(start));
    }

    private void vendor(ToolFolder tool, Path source) throws IOException {
        go(tool.tool() + ": go mod vendor", source.resolve(".."), List.of("mod", "vendor", "-e"));
        for (Map.Entry<String, byte[]> file :
                tool.files().tailMap(ToolFolder.VENDOR_EXTRA).entrySet()) {
            if (file.getKey().startsWith(ToolFolder.VENDOR_EXTRA)) {
                String name = file.getKey().substring(ToolFolder.VENDOR_EXTRA.length());
                write(source.resolve("vendor").resolve(name), file.getValue());
            }
        }
    }

    private static List<String> arguments(ToolFolder tool, Path out, String goPackage) {
        String mode = tool.hasVendorExtra() ? "-mod=vendor" : "-mod=readonly";
        return List.of(
                "build",
                mode,
                "-buildvcs=false",
                "-tags",
                tool.tags(),
                "-ldflags",
                tool.ldflags(),
                "-o",
                out.toString(),
                goPackage);
    }

    private void go(String what, Path work, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(go.toString()));
        words.addAll(arguments);
        Path log = work.resolve("go.log");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(work.resolve("source").toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile());
        builder.environment().put("CGO_ENABLED", "0");
        builder.environment().put("GOFLAGS", "-trimpath");
        int exit = await(what, builder.start());
        if (exit != 0) {
            String tail = Files.readString(log)
                    .lines()
                    .collect(Collectors.collectingAndThen(
                            Collectors.toList(),
                            lines -> String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()))));
            throw new StackException(
                    what + ": go " + arguments.get(0) + " failed with exit code " + exit + ":\n" + tail);
        }
    }

    private int await(String what, Process process) {
        Instant start = Instant.now();
        Thread interrupter = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(interrupter);
        try {
            while (!process.waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                progress.accept(what + ": still building, " + elapsed(start));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException(what + ": interrupted while building", e);
        } finally {
            unhook(interrupter);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already shutting down: the hook is at work, which is what it is for.
            return;
        }
    }

    private static String elapsed(Instant start) {
        return Duration.between(start, Instant.now()).toSeconds() + " s";
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.resolve("..").normalize());
        Files.write(file, content);
    }
}
