package io.firedrill.evidence.verdict;

import java.time.Duration;
import java.util.List;
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
 * @param alertmanagerAt when Alertmanager was first seen to have it, by polls
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
        Optional<Duration> alertmanagerAt,
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

    /**
     * The way from fault to delivery in its four hops, each measured between two witnesses and beside what the
     * configuration accounts for there.
     *
     * @return in order: to pending, to firing, to Alertmanager, to the inbox
     */
    public List<Hop> hops() {
        Optional<Duration> pending = pendingAt.or(() -> firingAt);
        Optional<Duration> known = alertmanagerAt.or(() -> firingAt);
        Duration seen = budget.crossing().plus(budget.scrape()).plus(budget.evaluation());
        return List.of(
                new Hop("fault to pending", between(Optional.of(faultAt), pending), budget.crossing(), seen),
                new Hop("pending to firing", between(pending, firingAt), budget.holdFor(), budget.holdFor()),
                new Hop("firing to Alertmanager", between(firingAt, alertmanagerAt), Duration.ZERO, Duration.ZERO),
                new Hop(
                        "Alertmanager to delivered",
                        between(known, deliveredAt),
                        budget.groupWait(),
                        budget.groupWait()));
    }

    private static Optional<Duration> between(Optional<Duration> from, Optional<Duration> to) {
        return from.flatMap(start -> to.map(end -> end.minus(start)));
    }

    /**
     * One hop.
     *
     * @param name from which event to which
     * @param measured how long it took; empty if one of the events was not seen
     * @param least the least that the configuration makes it take
     * @param most the most that the configuration explains
     */
    public record Hop(String name, Optional<Duration> measured, Duration least, Duration most) {
        /**
         * The part that the configuration does not explain.
         *
         * @return zero or more; empty if it was not measured
         */
        public Optional<Duration> unexplained() {
            return measured.map(time -> time.compareTo(most) > 0 ? time.minus(most) : Duration.ZERO);
        }
    }
}
