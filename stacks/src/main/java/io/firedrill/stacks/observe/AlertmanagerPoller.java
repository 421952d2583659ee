package io.firedrill.stacks.observe;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Asks Alertmanager for its alerts and silences at a steady rate, by a monotonic clock, until it is stopped.
 * Thread-safe.
 */
final class AlertmanagerPoller implements AutoCloseable {
    private final AlertmanagerClient alertmanager;
    private final Clock clock;
    private final Outages outages;
    private final AlertViews alerts;
    private final SilenceSightings silences = new SilenceSightings();
    private final Beat beat = new Beat("alertmanager-poller");

    /** As a witness of its own, or as one of several; {@code process} is what faults call it. */
    AlertmanagerPoller(
            AlertmanagerClient alertmanager, Witness witness, String process, Clock clock, Duration interval) {
        this.alertmanager = alertmanager;
        this.clock = clock;
        Outages.Subject subject = new Outages.Subject(witness, process, alertmanager.source("/api/v2/alerts"));
        this.outages = new Outages(subject, interval, clock.instant());
        this.alerts = new AlertViews(outages.tolerance());
    }

    AlertmanagerPoller begin(Duration interval) {
        beat.begin(interval, this::poll);
        return this;
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
            outages.answered(at);
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
