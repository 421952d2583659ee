package io.firedrill.assertions;

import java.time.Duration;
import java.util.List;

/** What is promised about a silence. Each step adds a promise. Confined to one thread. */
public final class SilencePromises {
    private final String silence;
    private final List<Promise> promises;

    SilencePromises(String silence, List<Promise> promises) {
        this.silence = silence;
        this.promises = promises;
    }

    /**
     * S01, see {@link Promises#silenceHolds}.
     *
     * @param alert what it is meant for
     * @param control an alert of the same receiver that it is not meant for
     * @return this
     */
    public SilencePromises holds(AlertSelector alert, AlertSelector control) {
        return add(Promises.silenceHolds(silence, alert, control));
    }

    /**
     * S02, see {@link Promises#silenceSpares}.
     *
     * @param control an alert that it is not meant for
     * @return this
     */
    public SilencePromises spares(AlertSelector control) {
        return add(Promises.silenceSpares(silence, control));
    }

    /**
     * S03, see {@link Promises#silenceEnds}.
     *
     * @param alert what it withheld
     * @param within counted from its planned end
     * @return this
     */
    public SilencePromises endsAndDelivers(AlertSelector alert, Duration within) {
        return add(Promises.silenceEnds(silence, alert, within));
    }

    /**
     * S04, see {@link RestartPromises#silenceSurvives}.
     *
     * @param alert what it is meant for
     * @param control an alert of the same receiver that it is not meant for
     * @param restart the fault that restarts Alertmanager
     * @param within counted from the end of the restart
     * @return this
     */
    public SilencePromises survives(AlertSelector alert, AlertSelector control, String restart, Duration within) {
        return add(RestartPromises.silenceSurvives(silence, alert, control, restart, within));
    }

    /**
     * S05, see {@link RestartPromises#silenceCovers}.
     *
     * @param restart the fault that restarts what is deployed
     * @param alert what it is meant for
     * @param within counted from the end of the restart
     * @return this
     */
    public SilencePromises covers(String restart, AlertSelector alert, Duration within) {
        return add(RestartPromises.silenceCovers(silence, alert, restart, within));
    }

    private SilencePromises add(Promise promise) {
        promises.add(promise);
        return this;
    }
}
