package io.firedrill.assertions;

import java.time.Duration;

/**
 * The promises of the catalogue about restarts: of Prometheus, of Alertmanager, and of what is deployed; and about the loss
 * of one of several Alertmanagers, {@code alertmanager-0} and so on, where everything is to hold from its begin. Absence while the
 * process was down, as the drill planned it, counts as unknown; an outage that nobody planned makes them inconclusive.
 * Thread-safe.
 */
public final class RestartPromises {
    private RestartPromises() {}

    /**
     * A13: an alert that is pending when Prometheus ends fires after its return.
     *
     * @param alert which alerts
     * @param cause the name of the fault it answers to; it must last until the alert is due
     * @param restart the name of a fault that ends {@code prometheus}
     * @param within from the return of Prometheus to the first firing evaluation. A {@code for} of at least {@code
     *     --rules.alert.for-grace-period} goes on, and ends no sooner than that period after the return; a shorter one
     *     begins anew
     * @return the promise
     */
    public static Promise firesAfterRestart(AlertSelector alert, String cause, String restart, Duration within) {
        return new PendingSurvives(alert, cause, restart, within);
    }

    /**
     * A14: an alert that fires and has been told when Alertmanager ends is there again after its return, and is not told
     * again.
     *
     * @param alert which alerts
     * @param restart the name of a fault that ends {@code alertmanager}, or one of several
     * @param within from the return of Alertmanager until it has the alert
     * @return the promise
     */
    public static Promise survivesRestart(AlertSelector alert, String restart, Duration within) {
        return new AlertSurvives(alert, restart, within);
    }

    /**
     * A14: an alert that begins to fire while one of several Alertmanagers is gone is told by another one. The one that is
     * gone must have told something before, or its loss is none.
     *
     * @param alert which alerts
     * @param loss the name of a fault that ends one of several Alertmanagers, until the alert is due
     * @param within from the first firing evaluation to the delivery: {@code group_wait}, and {@code
     *     --cluster.peer-timeout} for each that went before those that are left
     * @return the promise
     */
    public static Promise lossIsCovered(AlertSelector alert, String loss, Duration within) {
        return new LossCovered(alert, loss, within);
    }

    /**
     * A14: an alert that its cause inhibits does not leak when Alertmanager returns.
     *
     * @param alert which alerts
     * @param cause the alert that inhibits them
     * @param restart the name of a fault that ends {@code alertmanager}, or one of several
     * @param within from the return of Alertmanager until it has both, and inhibits the one by the other
     * @return the promise
     */
    public static Promise staysInhibited(AlertSelector alert, AlertSelector cause, String restart, Duration within) {
        return new InhibitionSurvives(alert, cause, restart, within);
    }

    /**
     * S04: a silence survives a restart of Alertmanager.
     *
     * @param silence the name of the silence
     * @param alert the alerts it is meant for
     * @param control an alert of the same receiver that it is not meant for, and that is told while it is active
     * @param restart the name of a fault that ends {@code alertmanager}, or one of several
     * @param within for how long after the return of Alertmanager it must be seen to hold; long enough for Alertmanager
     *     to have heard of every alert again and told it
     * @return the promise
     */
    public static Promise silenceSurvives(
            String silence, AlertSelector alert, AlertSelector control, String restart, Duration within) {
        return new SilenceSurvives(silence, alert, control, restart, within);
    }

    /**
     * S05: the silence of a deployment is there before the restart, holds until it is over, and is removed.
     *
     * @param silence the name of the silence
     * @param alert the alerts that the restart sets off
     * @param restart the name of the fault that ends what is deployed, until it is back
     * @param within from the end of the restart until the silence is gone
     * @return the promise
     */
    public static Promise silenceCovers(String silence, AlertSelector alert, String restart, Duration within) {
        return new SilenceCovers(silence, alert, restart, within);
    }

    /**
     * A17, the other half: when Prometheus is dead, the dead man's switch falls silent in time.
     *
     * @param watchdog which alert
     * @param receiver where it is delivered
     * @param fault the name of a fault that ends {@code prometheus} for long enough
     * @param patience how long the service outside waits for a ping before it pages
     * @param within from the death of Prometheus until that service pages
     * @return the promise
     */
    public static Promise absenceIsNoticed(
            AlertSelector watchdog, String receiver, String fault, Duration patience, Duration within) {
        return new AbsenceNoticed(watchdog, receiver, fault, patience, within);
    }
}
