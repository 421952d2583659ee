package io.firedrill.evidence.alert;

import java.time.Duration;
import java.util.List;

/**
 * One route of Alertmanager's running configuration, with inherited values filled in.
 *
 * @param receiver where it sends
 * @param matchers what an alert must match to get here, e.g. {@code severity="page"}: those of the routes above it, then
 *     its own; empty on the root
 * @param groupBy the grouping labels
 * @param groupWait how long a new group waits for company
 * @param groupInterval the shortest time between two notifications of a group
 * @param repeatInterval when an unchanged group is repeated
 * @param muteIntervals the time intervals within which it sends nothing; children do not inherit them
 * @param activeIntervals the time intervals outside of which it sends nothing, if there are any; not inherited either
 */
public record Route(
        String receiver,
        List<String> matchers,
        List<String> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval,
        List<String> muteIntervals,
        List<String> activeIntervals) {
    /** Copies the lists. */
    public Route {
        matchers = List.copyOf(matchers);
        groupBy = List.copyOf(groupBy);
        muteIntervals = List.copyOf(muteIntervals);
        activeIntervals = List.copyOf(activeIntervals);
    }

    /**
     * A route that sends at any time.
     *
     * @param receiver where it sends
     * @param matchers as above
     * @param groupBy the grouping labels
     * @param groupWait as above
     * @param groupInterval as above
     * @param repeatInterval as above
     */
    public Route(
            String receiver,
            List<String> matchers,
            List<String> groupBy,
            Duration groupWait,
            Duration groupInterval,
            Duration repeatInterval) {
        this(receiver, matchers, groupBy, groupWait, groupInterval, repeatInterval, List.of(), List.of());
    }
}
