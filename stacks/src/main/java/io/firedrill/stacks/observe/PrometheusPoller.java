package io.firedrill.stacks.observe;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks Prometheus at a steady rate when it was started, until it is stopped: everything else is read from it after the
 * drill, when an outage would look like alerts that were not there. Thread-safe.
 */
final class PrometheusPoller implements AutoCloseable {
    private final PrometheusClient prometheus;
    private final Clock clock;
    private final Outages outages;
    private final Beat beat = new Beat("prometheus-poller");
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
        poller.beat.begin(interval, poller::poll);
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
            if (!beat.isOver()) {
                outages.failed(Gaps.said(e));
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
        beat.close();
    }
}
