package io.firedrill.stacks;

import io.firedrill.stacks.platform.Component;
import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts components side by side, each once those it comes after are ready. Thread-safe. */
final class Starter {
    private final Platform platform;
    private final Map<String, Component> started = new ConcurrentHashMap<>();

    Starter(Platform platform) {
        this.platform = platform;
    }

    Map<String, Component> started() {
        return Map.copyOf(started);
    }

    /** Returns when all are ready, or at the first failure. */
    void start(List<ComponentSpec> specs) {
        ExecutorService pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "firedrill-start");
            thread.setDaemon(true);
            return thread;
        });
        CompletableFuture<Void> failure = new CompletableFuture<>();
        Map<String, CompletableFuture<Void>> starts = new LinkedHashMap<>();
        try {
            for (ComponentSpec spec : ordered(specs)) {
                CompletableFuture<Void> start = start(spec, starts, pool);
                starts.put(spec.name(), start);
                start.exceptionally(problem -> {
                    failure.completeExceptionally(problem);
                    return null;
                });
            }
            CompletableFuture.anyOf(all(starts.values()), failure).join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private CompletableFuture<Void> start(
            ComponentSpec spec, Map<String, CompletableFuture<Void>> starts, ExecutorService pool) {
        List<CompletableFuture<Void>> before = starts.entrySet().stream()
                .filter(start -> spec.after().contains(start.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return all(before).thenRunAsync(() -> started.put(spec.name(), platform.start(spec)), pool);
    }

    private static CompletableFuture<Void> all(Collection<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    private static RuntimeException unwrapped(CompletionException e) {
        Throwable cause = e;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException failed ? failed : e;
    }

    /** Those that others come after first; a component that is not among these counts as ready. */
    private static List<ComponentSpec> ordered(List<ComponentSpec> specs) {
        List<ComponentSpec> ordered = new ArrayList<>();
        List<ComponentSpec> waiting = new ArrayList<>(specs);
        while (!waiting.isEmpty()) {
            List<String> names = waiting.stream().map(ComponentSpec::name).toList();
            List<ComponentSpec> next = waiting.stream()
                    .filter(spec -> spec.after().stream().noneMatch(names::contains))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("components wait for each other: " + names);
            }
            ordered.addAll(next);
            waiting.removeAll(next);
        }
        return ordered;
    }
}
