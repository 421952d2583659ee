package io.firedrill.assertions;

import java.time.Duration;
import java.util.List;

/**
 * Promises about how Alertmanager passes on what fires: grouped, at the right hours, again and again, and without
 * flapping. Thread-safe.
 */
public final class RoutingPromises {
    private RoutingPromises() {}

    /**
     * A05 of an alert that is posted to Alertmanager and that no rule fires: it has these receivers, and no other.
     *
     * @param alert which alert
     * @param fault the name that the drill posts it under
     * @param receivers all of them
     * @return the promise
     */
    public static Promise postedIsRouted(AlertSelector alert, String fault, List<String> receivers) {
        return new PostedRouted(alert, fault, receivers);
    }

    /**
     * N01 of an alert that is posted to Alertmanager and that no rule fires: it is delivered.
     *
     * @param alert which alert
     * @param fault the name that the drill posts it under
     * @param receiver one that leads to the inbox
     * @param within how long after it was posted
     * @return the promise
     */
    public static Promise postedIsDelivered(AlertSelector alert, String fault, String receiver, Duration within) {
        return new PostedDelivered(alert, fault, receiver, within);
    }

    /**
     * A07: alerts that fire together are told together. A notification counts if it tells its group of an alert for the
     * first time; what it tells again, or has to say of the end, is for A08, A09 and A12.
     *
     * @param alert which alerts
     * @param alerts how many of them must fire for the promise to be put to the test
     * @param together within how long they must begin to fire; shorter than the {@code group_wait} that is meant
     * @param notifications how many notifications may tell of them, at each receiver by each integration
     * @return the promise
     */
    public static Promise isGrouped(AlertSelector alert, int alerts, Duration together, int notifications) {
        return new AlertsGrouped(alert, alerts, together, notifications);
    }

    /**
     * A11, in a muted moment: Alertmanager withholds the alert by a time interval, and passes others on. The moment is a
     * drill's {@code asOf}, or the machine's time.
     *
     * @param alert which alerts
     * @param receiver the receiver that must hear nothing of them
     * @param interval the time interval that mutes them: a mute interval, or an active one that does not hold
     * @param control an alert that is delivered meanwhile
     * @return the promise
     */
    public static Promise isMutedBy(AlertSelector alert, String receiver, String interval, AlertSelector control) {
        return new AlertMuted(alert, receiver, interval, control);
    }

    /**
     * A11, in an active moment: no time interval mutes the alert, and it is delivered.
     *
     * @param alert which alerts
     * @param receiver where they are delivered
     * @return the promise
     */
    public static Promise isNotMuted(AlertSelector alert, String receiver) {
        return new AlertUnmuted(alert, receiver);
    }

    /**
     * A12: whoever was told of an alert is reminded as long as it fires. Alertmanager repeats at the first flush of a
     * group after its {@code repeat_interval}, so up to a {@code group_interval} later. A reminder that comes too early
     * is broken here if the configuration asks for it, and A08's to explain if it does not.
     *
     * @param alert which alerts
     * @param receiver who is reminded
     * @param every the {@code repeat_interval} that is meant, at the drill's time scale
     * @return the promise
     */
    public static Promise repeatsEvery(AlertSelector alert, String receiver, Duration every) {
        return new AlertRepeats(alert, receiver, every);
    }

    /**
     * A15: a condition that comes and goes fires once, and is told once.
     *
     * @param alert which alerts
     * @param faults the names of the faults that make the condition come and go, two or more
     * @return the promise
     */
    public static Promise doesNotFlap(AlertSelector alert, String... faults) {
        return new AlertSteady(alert, List.of(faults));
    }
}
