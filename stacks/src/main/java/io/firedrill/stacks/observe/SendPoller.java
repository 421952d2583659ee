package io.firedrill.stacks.observe;

import io.firedrill.evidence.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks Alertmanager, until it is stopped, how many of its attempts to tell somebody have failed: the one trace of a receiver
 * that could not even be connected to. Source: {@code alertmanager_notification_requests_failed_total} of Alertmanager 0.34,
 * one for each attempt, by integration. A poll that fails is left out. Thread-safe.
 */
final class SendPoller implements AutoCloseable {
    private record Reading(Instant at, double value) {}

    private final AlertmanagerClient alertmanager;
    private final Clock clock;
    private final Map<Map<String, String>, List<Reading>> readings = new HashMap<>();
    private final Beat beat = new Beat("send-poller");

    SendPoller(AlertmanagerClient alertmanager, Clock clock) {
        this.alertmanager = alertmanager;
        this.clock = clock;
    }

    static SendPoller start(AlertmanagerClient alertmanager, Clock clock, Duration interval) {
        SendPoller poller = new SendPoller(alertmanager, clock);
        poller.beat.begin(interval, poller::poll);
        return poller;
    }

    void poll() {
        try {
            add(alertmanager.metrics().values(Level.FAILED_SENDS), clock.instant());
        } catch (RuntimeException e) {
            // Alertmanager may be away, as in a drill that restarts it; the next poll asks again.
        }
    }

    /** A value that has not changed says nothing new. */
    private synchronized void add(Map<Map<String, String>, Double> values, Instant at) {
        values.forEach((labels, value) -> {
            List<Reading> course = readings.computeIfAbsent(labels, any -> new ArrayList<>());
            if (course.isEmpty() || course.get(course.size() - 1).value() != value) {
                course.add(new Reading(at, value));
            }
        });
    }

    /** One course for each integration, with a point for each change up to {@code end}. */
    synchronized Level fold(Instant zero, Instant end) {
        List<Level.Course> courses = new ArrayList<>();
        readings.forEach((labels, course) -> courses.add(new Level.Course(
                labels,
                course.stream()
                        .filter(reading -> !reading.at().isAfter(end))
                        .map(reading -> new Level.Point(Duration.between(zero, reading.at()), reading.value()))
                        .toList())));
        courses.sort(LevelReader.BY_LABELS);
        return new Level(Level.FAILED_SENDS, Level.FAILED_SENDS, courses, alertmanager.source("/metrics"));
    }

    /** Stops polling; a poll under way is given up. */
    @Override
    public void close() {
        beat.close();
    }
}
