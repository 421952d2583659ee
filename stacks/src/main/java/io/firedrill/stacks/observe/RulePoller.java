package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.RuleSighting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks Prometheus for its alerting rules at a steady rate until it is stopped. A poll that fails is left out: rules that
 * were not seen to be evaluated show it themselves. Thread-safe.
 */
final class RulePoller implements AutoCloseable {
    private final PrometheusClient prometheus;
    private final Clock clock;
    private final RuleSightings sightings = new RuleSightings();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(RulePoller::thread);

    RulePoller(PrometheusClient prometheus, Clock clock) {
        this.prometheus = prometheus;
        this.clock = clock;
    }

    static RulePoller start(PrometheusClient prometheus, Clock clock, Duration interval) {
        RulePoller poller = new RulePoller(prometheus, clock);
        var unused = poller.thread.scheduleAtFixedRate(poller::poll, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        return poller;
    }

    void poll() {
        try {
            JsonNode rules = prometheus.data("/api/v1/rules", "type", "alert");
            sightings.add(clock.instant(), rules);
        } catch (RuntimeException e) {
            // Prometheus may be away, as in a drill that restarts it; the next poll asks again.
        }
    }

    List<RuleSighting> fold(Instant zero, Instant end) {
        Source source = prometheus.api("/api/v1/rules", "type", "alert");
        return sightings.fold(zero, end, source);
    }

    /** Stops polling; a poll under way is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "rule-poller");
        thread.setDaemon(true);
        return thread;
    }
}
