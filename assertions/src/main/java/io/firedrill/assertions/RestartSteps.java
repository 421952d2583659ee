package io.firedrill.assertions;

import java.time.Duration;
import java.util.List;

/** What an alert promises about the restart of what watches. Each step adds a promise. Confined to one thread. */
public final class RestartSteps {
    private final AlertSelector alert;
    private final String restart;
    private final List<Promise> promises;

    RestartSteps(AlertSelector alert, String restart, List<Promise> promises) {
        this.alert = alert;
        this.restart = restart;
        this.promises = promises;
    }

    /**
     * A13, see {@link RestartPromises#firesAfterRestart}.
     *
     * @param within counted from the end of the restart
     * @param cause the fault that it answers to
     * @return this
     */
    public RestartSteps firesWithin(Duration within, String cause) {
        return add(RestartPromises.firesAfterRestart(alert, cause, restart, within));
    }

    /**
     * A14, see {@link RestartPromises#survivesRestart}.
     *
     * @param within counted from the end of the restart
     * @return this
     */
    public RestartSteps survives(Duration within) {
        return add(RestartPromises.survivesRestart(alert, restart, within));
    }

    /**
     * A14, see {@link RestartPromises#staysInhibited}.
     *
     * @param cause the alert that inhibits it
     * @param within counted from the end of the restart
     * @return this
     */
    public RestartSteps staysInhibitedBy(AlertSelector cause, Duration within) {
        return add(RestartPromises.staysInhibited(alert, cause, restart, within));
    }

    /**
     * A17, see {@link RestartPromises#absenceIsNoticed}.
     *
     * @param receiver who waits for it
     * @param patience how long that one waits
     * @param within how long it may take until the silence shows
     * @return this
     */
    public RestartSteps absenceIsNoticed(String receiver, Duration patience, Duration within) {
        return add(RestartPromises.absenceIsNoticed(alert, receiver, restart, patience, within));
    }

    private RestartSteps add(Promise promise) {
        promises.add(promise);
        return this;
    }
}
