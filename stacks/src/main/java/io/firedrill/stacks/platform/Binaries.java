package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds the executables of the pinned tools: a configured path, then {@code PATH}, then the cache, then a build.
 *
 * <p>What is configured is taken as it is. What is merely on {@code PATH} is taken only when all binaries of the tool are
 * there and each says it is the pinned version: another version may lack what a drill leans on (Alertmanager's event
 * recorder, say), and somebody who wants it anyway configures its path. Thread-safe.
 */
final class Binaries {
    private static final int SIDE_BY_SIDE = 2;

    private final Map<String, Path> configured;
    private final Path cache;
    private final Consumer<String> progress;
    private final Function<String, Optional<Path>> path;
    private final Map<String, Path> found = new ConcurrentHashMap<>();

    Binaries(
            Map<String, Path> configured,
            Function<String, Optional<Path>> path,
            Path cache,
            Consumer<String> progress) {
        this.path = path;
        this.configured = configured;
        this.cache = cache;
        this.progress = progress;
    }

    /** Finds or builds every binary of these tools; one error names all that cannot be had. */
    void resolve(Collection<String> tools) {
        List<ToolFolder> toBuild = new ArrayList<>();
        for (ToolFolder tool : tools.stream().sorted().map(ToolFolder::of).toList()) {
            Optional<Map<String, Path>> binaries =
                    configured(tool).or(() -> onPath(tool)).or(() -> in(cache.resolve(tool.cacheKey()), tool));
            binaries.ifPresentOrElse(found::putAll, () -> toBuild.add(tool));
        }
        if (!toBuild.isEmpty()) {
            Path go = path.apply("go").orElseThrow(() -> missing(toBuild));
            build(toBuild, new GoBuild(go, cache, progress));
        }
    }

    Path binary(String name) {
        return Optional.ofNullable(found.get(name))
                .orElseThrow(() -> new IllegalStateException(name + " was not resolved; call resolve first"));
    }

    private Optional<Map<String, Path>> configured(ToolFolder tool) {
        Map<String, Path> binaries = new LinkedHashMap<>();
        for (String name : tool.packages().keySet()) {
            Path path = configured.get(name);
            if (path != null) {
                requireExecutable(name, path);
                binaries.put(name, path);
            }
        }
        if (binaries.isEmpty()) {
            return Optional.empty();
        }
        Path beside = binaries.values().iterator().next().resolve("..").normalize();
        for (String name : tool.packages().keySet()) {
            if (!binaries.containsKey(name)) {
                requireExecutable(name, beside.resolve(name));
                binaries.put(name, beside.resolve(name));
            }
        }
        return Optional.of(binaries);
    }

    private static void requireExecutable(String name, Path path) {
        if (!Files.isExecutable(path) || Files.isDirectory(path)) {
            throw new StackException("stack.binaries." + name + ": " + path
                    + " is not an executable file; correct the path, or set it if it is not beside its sibling");
        }
    }

    private Optional<Map<String, Path>> onPath(ToolFolder tool) {
        Map<String, Path> binaries = new LinkedHashMap<>();
        for (String name : tool.packages().keySet()) {
            Optional<Path> file = path.apply(name).filter(binary -> saysVersion(binary, tool.version()));
            if (file.isEmpty()) {
                return Optional.empty();
            }
            binaries.put(name, file.get());
        }
        return Optional.of(binaries);
    }

    private static boolean saysVersion(Path binary, String version) {
        String pattern = "(?s).*(?<![0-9.])" + version.replace(".", "\\.") + "(?![0-9]).*";
        for (String flag : List.of("--version", "version")) {
            Platform.Outcome outcome = Commands.run(Path.of("/"), binary.toString(), flag);
            if (outcome.exitCode() == 0 && outcome.output().matches(pattern)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Map<String, Path>> in(Path folder, ToolFolder tool) {
        Map<String, Path> binaries = new LinkedHashMap<>();
        tool.packages().keySet().forEach(name -> binaries.put(name, folder.resolve(name)));
        return binaries.values().stream().allMatch(Files::isExecutable) ? Optional.of(binaries) : Optional.empty();
    }

    private void build(List<ToolFolder> tools, GoBuild build) {
        ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<CompletableFuture<Void>> builds = tools.stream()
                    .map(tool -> CompletableFuture.runAsync(
                            () -> found.putAll(in(build.build(tool), tool).orElseThrow()), pool))
                    .toList();
            builds.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException failed ? failed : e;
        } finally {
            pool.shutdownNow();
        }
    }

    private static StackException missing(List<ToolFolder> tools) {
        StringBuilder text = new StringBuilder("these components are missing, and Go to build them is not on PATH:");
        for (ToolFolder tool : tools) {
            text.append("\n  ").append(tool.tool()).append(' ').append(tool.version());
            text.append(": put ").append(String.join(" and ", tool.packages().keySet()));
            text.append(" on PATH in this version, or set stack.binaries.");
            text.append(tool.packages().keySet().iterator().next()).append(" in firedrill.yaml");
        }
        text.append("\nor install Go 1.26.7 or newer (https://go.dev/dl) and Firedrill builds them once");
        text.append(", or start a Docker engine and use firedrill.stack=containers");
        return new StackException(text.toString());
    }
}
