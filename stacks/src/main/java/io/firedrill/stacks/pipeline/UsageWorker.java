package io.firedrill.stacks.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores usage after the answer is given, one at a time on a thread of its own. The agent cannot follow through a queue
 * that is read by a loop: each job carries the context that it was made in. While the store is away, jobs wait in the
 * queue; what does not fit is dropped and counted. Thread-safe.
 */
final class UsageWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageWorker.class);
    private static final int ATTEMPTS = 3;

    private final Store store;
    private final Tracer tracer;
    private final BlockingQueue<Job> queue;
    private final Duration pause;
    private final Counter written;
    private final Counter dropped;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::work, "usage-worker");

    private record Job(Usage usage, Context context) {}

    /** Begins to work; after a failure it waits {@code pause} before it looks whether the store is back. */
    UsageWorker(Store store, int capacity, Duration pause, Tracer tracer, MeterRegistry registry) {
        this.store = store;
        this.tracer = tracer;
        this.pause = pause;
        this.queue = new LinkedBlockingQueue<>(capacity);
        this.written = Counter.builder("usage.written")
                .description("Usage records that were stored")
                .register(registry);
        this.dropped = Counter.builder("usage.dropped")
                .description("Usage records that were lost")
                .register(registry);
        Gauge.builder("usage.queue.depth", queue, BlockingQueue::size)
                .description("Usage records that wait to be stored")
                .register(registry);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a record to store, with the trace that is current. Never waits. */
    void add(Usage usage) {
        if (!queue.offer(new Job(usage, Context.current()))) {
            dropped.increment();
        }
    }

    /** Stores what waits, for at most two seconds. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void work() {
        try {
            while (closing.getCount() > 0 || !queue.isEmpty()) {
                Job job = queue.poll(100, TimeUnit.MILLISECONDS);
                if (job != null) {
                    patiently(job);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        }
    }

    private void patiently(Job job) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt(job)) {
                written.increment();
                return;
            }
            awaitStore();
        }
        dropped.increment();
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private boolean attempt(Job job) {
        Span span = tracer.spanBuilder("record usage").setParent(job.context()).startSpan();
        try (Scope scope = job.context().with(span).makeCurrent()) {
            store.charge(job.usage());
            return true;
        } catch (Store.Unavailable e) {
            LOG.warn("usage not stored: {}", e.getMessage());
            span.setAttribute("error.type", e.getClass().getName());
            span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            return false;
        } finally {
            span.end();
        }
    }

    /** In no trace: that the store was away is told once by the failed attempt, not once a second. */
    private void awaitStore() throws InterruptedException {
        while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                store.check();
                return;
            } catch (Store.Unavailable e) {
                LOG.debug("store still away", e);
            }
        }
    }
}
