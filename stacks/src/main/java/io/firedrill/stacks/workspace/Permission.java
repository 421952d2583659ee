package io.firedrill.stacks.workspace;

import java.util.Locale;

/** What a run may do to a system that already runs, beside asking. */
public enum Permission {
    /** Running the commands that break and mend it. */
    FAULTS,

    /** Making silences in its Alertmanager, and ending those. */
    SILENCES,

    /** Sending requests to its entry, within {@link TrafficLimits}. */
    TRAFFIC;

    /**
     * How it is written.
     *
     * @return in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
