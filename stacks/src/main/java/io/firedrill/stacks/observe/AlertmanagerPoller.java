package io.firedrill.stacks.observe;

import io.firedrill.evidence.Witness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks Alertmanager for its alerts and silences at a steady rate, by a monotonic clock, until it is stopped. A poll that
 * fails is only a note; a stretch without any answer that outlasts the tolerance is an outage. Thread-safe.
 */
final class AlertmanagerPoller implements AutoCloseable {
    private static final Duration LEAST_TOLERANCE = Duration.ofSeconds(1);

    private record Outage(Instant from, Instant to, String reason) {}

    private final AlertmanagerClient alertmanager;
    private final Clock clock;
    private final Duration tolerance;
    private final AlertViews alerts;
    private final SilenceSightings silences = new SilenceSightings();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(AlertmanagerPoller::thread);
    private final List<Outage> outages = new ArrayList<>();
    private Instant answered;
    private Optional<String> failure = Optional.empty();

    AlertmanagerPoller(AlertmanagerClient alertmanager, Clock clock, Duration interval) {
        this.alertmanager = alertmanager;
        this.clock = clock;
        Duration three = interval.multipliedBy(3);
        this.tolerance = three.compareTo(LEAST_TOLERANCE) > 0 ? three : LEAST_TOLERANCE;
        this.alerts = new AlertViews(tolerance);
        this.answered = clock.instant();
    }

    static AlertmanagerPoller start(AlertmanagerClient alertmanager, Clock clock, Duration interval) {
        AlertmanagerPoller poller = new AlertmanagerPoller(alertmanager, clock, interval);
        var unused = poller.thread.scheduleAtFixedRate(poller::poll, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        return poller;
    }

    AlertViews alerts() {
        return alerts;
    }

    SilenceSightings silences() {
        return silences;
    }

    /** Each answer at the time it came: what it says may not have been true any earlier. */
    void poll() {
        try {
            List<AlertmanagerClient.Group> groups = alertmanager.groups();
            List<AlertmanagerClient.Alert> seen = Mutes.added(alertmanager.alerts(), groups);
            Instant at = clock.instant();
            List<AlertmanagerClient.Silence> silenced = alertmanager.silences();
            alerts.add(at, seen);
            silences.add(clock.instant(), silenced);
            answered(at);
        } catch (RuntimeException e) {
            failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private synchronized void answered(Instant at) {
        noteOutage(at);
        answered = at;
        failure = Optional.empty();
    }

    private synchronized void failed(String reason) {
        if (!thread.isShutdown()) {
            failure = Optional.of(reason);
        }
    }

    private void noteOutage(Instant until) {
        if (Duration.between(answered, until).compareTo(tolerance) > 0) {
            outages.add(new Outage(answered, until, failure.orElse("the polls came late")));
        }
    }

    /** Adds each outage that began before {@code end}; call it once, after {@link #close()}. */
    synchronized void report(Instant zero, Instant end, Gaps gaps) {
        noteOutage(end);
        for (Outage outage : outages) {
            if (outage.from().isBefore(end)) {
                gaps.add(
                        Witness.ALERTMANAGER,
                        "no answer from " + offset(zero, outage.from()) + " to " + offset(zero, outage.to()) + ": "
                                + outage.reason(),
                        alertmanager.source("/api/v2/alerts"));
            }
        }
    }

    private static String offset(Instant zero, Instant at) {
        return String.format(Locale.ROOT, "t%+.1fs", Duration.between(zero, at).toMillis() / 1000.0);
    }

    /** Stops polling; a poll under way is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "alertmanager-poller");
        thread.setDaemon(true);
        return thread;
    }
}
