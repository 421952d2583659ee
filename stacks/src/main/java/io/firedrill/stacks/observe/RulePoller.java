package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.RuleSighting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Asks Prometheus for its alerting rules at a steady rate until it is stopped. A poll that fails is left out: rules that
 * were not seen to be evaluated show it themselves. Thread-safe.
 */
final class RulePoller implements AutoCloseable {
    private final PrometheusClient prometheus;
    private final Clock clock;
    private final RuleSightings sightings = new RuleSightings();
    private final Beat beat = new Beat("rule-poller");

    RulePoller(PrometheusClient prometheus, Clock clock) {
        this.prometheus = prometheus;
        this.clock = clock;
    }

    static RulePoller start(PrometheusClient prometheus, Clock clock, Duration interval) {
        RulePoller poller = new RulePoller(prometheus, clock);
        poller.beat.begin(interval, poller::poll);
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
        beat.close();
    }
}
