package io.firedrill.stacks.workspace;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run may do to a system that already runs, beside asking. */
public enum Permission {
    /** Running the commands that break and mend it. */
    FAULTS,

    /** Making silences in its Alertmanager, and ending those. */
    SILENCES,

    /** Sending requests to its entry, within {@link TrafficLimits}. */
    TRAFFIC,

    /** Posting alerts to its Alertmanager, which tells whoever they are routed to. */
    ALERTS;

    static String words() {
        return Stream.of(values()).map(Permission::word).collect(Collectors.joining(", "));
    }

    /**
     * How it is written.
     *
     * @return in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
