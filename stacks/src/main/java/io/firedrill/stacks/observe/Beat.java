package io.firedrill.stacks.observe;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks the same at a steady rate, by a monotonic clock, on a thread of its own, until it is closed. Thread-safe. */
final class Beat implements AutoCloseable {
    private final ScheduledExecutorService thread;

    /** Named as its thread; silent until it is begun. */
    Beat(String name) {
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread own = new Thread(task, name);
            own.setDaemon(true);
            return own;
        });
    }

    /** Begins at once; what the poll throws ends it. */
    void begin(Duration interval, Runnable poll) {
        var unused = thread.scheduleAtFixedRate(poll, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isOver() {
        return thread.isShutdown();
    }

    /** A poll under way is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
