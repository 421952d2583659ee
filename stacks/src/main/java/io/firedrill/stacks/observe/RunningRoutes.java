package io.firedrill.stacks.observe;

import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Route;
import java.util.List;

/**
 * The way that a running Alertmanager sends alerts. Source: its configuration in {@code GET /api/v2/status}, 0.34. Immutable.
 *
 * @param routes children before their parent, the root last, inherited values filled in
 * @param receivers with their integrations, in the order of the configuration
 */
public record RunningRoutes(List<Route> routes, List<Receiver> receivers) {
    /** Copies the lists. */
    public RunningRoutes {
        routes = List.copyOf(routes);
        receivers = List.copyOf(receivers);
    }

    /**
     * Asks once.
     *
     * @param alertmanager which
     * @return what it says now
     * @throws io.firedrill.stacks.StackException if it does not answer
     */
    public static RunningRoutes of(AlertmanagerClient alertmanager) {
        String configuration = alertmanager.configuration();
        return new RunningRoutes(
                RunningConfiguration.routes(configuration), RunningConfiguration.receivers(configuration));
    }
}
