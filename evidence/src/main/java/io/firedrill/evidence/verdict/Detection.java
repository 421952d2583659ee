package io.firedrill.evidence.verdict;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long one alert took from fault to delivery, hop by hop, beside what the configuration allows.
 *
 * @param alert the alert name
 * @param labels its labels
 * @param faultAt when the fault took effect
 * @param pendingAt when it went pending
 * @param firingAt when it fired
 * @param deliveredAt when the first firing notification arrived at an inbox
 * @param resolvedAt when the last resolved notification arrived; empty if none did
 * @param budget what the configuration allows from fault to delivery
 */
public record Detection(
        String alert,
        Map<String, String> labels,
        Duration faultAt,
        Optional<Duration> pendingAt,
        Optional<Duration> firingAt,
        Optional<Duration> deliveredAt,
        Optional<Duration> resolvedAt,
        Budget budget) {
    /** Copies the map. */
    public Detection {
        labels = Map.copyOf(labels);
    }

    /**
     * From fault to delivery.
     *
     * @return the measured detection time, or empty if nothing was delivered
     */
    public Optional<Duration> measured() {
        return deliveredAt.map(delivered -> delivered.minus(faultAt));
    }
}
