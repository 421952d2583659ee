package io.firedrill.stacks.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes sure that an engine has images: those that are missing are pulled, side by side. Thread-safe. */
final class ImageStore {
    private static final Duration TICK = Duration.ofSeconds(10);

    private final DockerEngine engine;
    private final Consumer<String> progress;

    ImageStore(DockerEngine engine, Consumer<String> progress) {
        this.engine = engine;
        this.progress = progress;
    }

    /** What cannot be had, and why, in the engine's words. */
    Map<String, String> missing(Collection<String> images) {
        Map<String, String> missing = new ConcurrentSkipListMap<>();
        images.stream().distinct().toList().parallelStream()
                .filter(image -> !engine.has(image))
                .forEach(image -> missing.put(image, ""));
        if (missing.isEmpty()) {
            return missing;
        }
        ExecutorService pool = Executors.newFixedThreadPool(missing.size(), task -> {
            Thread thread = new Thread(task, "firedrill-pull");
            thread.setDaemon(true);
            return thread;
        });
        for (String image : List.copyOf(missing.keySet())) {
            pool.execute(
                    () -> pull(image).ifPresentOrElse(why -> missing.put(image, why), () -> missing.remove(image)));
        }
        pool.shutdown();
        await(pool, missing);
        return new TreeMap<>(missing);
    }

    private Optional<String> pull(String image) {
        Instant start = Instant.now();
        progress.accept("image " + image + ": pulling");
        try {
            engine.pull(image);
            progress.accept("image " + image + ": pulled in "
                    + Duration.between(start, Instant.now()).toSeconds() + " s");
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (RuntimeException e) {
            return Optional.of(EngineError.of(e));
        }
    }

    private void await(ExecutorService pool, Map<String, String> missing) {
        try {
            while (!pool.awaitTermination(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                missing.forEach((image, why) -> {
                    if (why.isEmpty()) {
                        progress.accept("image " + image + ": still pulling");
                    }
                });
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
