package io.firedrill.stacks.observe;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks Prometheus at a steady rate when it was started, until it is stopped: everything else is read from it after the
 * drill, when an outage would look like alerts that were not there. Thread-safe.
 */
final class PrometheusPoller implements AutoCloseable {
    private final PrometheusClient prometheus;
    private final Clock clock;
    private final Outages outages;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(PrometheusPoller::thread);
    private Optional<Instant> started = Optional.empty();

    PrometheusPoller(PrometheusClient prometheus, Clock clock, Duration interval) {
        this.prometheus = prometheus;
        this.clock = clock;
        Outages.Subject subject =
                new Outages.Subject(Witness.PROMETHEUS, "prometheus", prometheus.api("/api/v1/status/runtimeinfo"));
        this.outages = new Outages(subject, interval, clock.instant());
    }

    static PrometheusPoller start(PrometheusClient prometheus, Clock clock, Duration interval) {
        PrometheusPoller poller = new PrometheusPoller(prometheus, clock, interval);
        var unused = poller.thread.scheduleAtFixedRate(poller::poll, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        return poller;
    }

    void poll() {
        try {
            Optional<Instant> seen = prometheus.startedAt();
            if (started.isPresent() && !started.equals(seen)) {
                outages.failed("it was started anew");
            }
            started = seen.or(() -> started);
            outages.answered(clock.instant());
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) {
                outages.failed(e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
    }

    /** Adds each outage that began before {@code end}; call it once, after {@link #close()}. */
    void report(Instant zero, Instant end, List<FaultRecord> faults, Gaps gaps) {
        outages.report(zero, end, faults, gaps);
    }

    /** Stops polling; a poll under way is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "prometheus-poller");
        thread.setDaemon(true);
        return thread;
    }
}
