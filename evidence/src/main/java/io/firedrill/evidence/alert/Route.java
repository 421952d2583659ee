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
 */
public record Route(
        String receiver,
        List<String> matchers,
        List<String> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval) {
    /** Copies the lists. */
    public Route {
        matchers = List.copyOf(matchers);
        groupBy = List.copyOf(groupBy);
    }
}
