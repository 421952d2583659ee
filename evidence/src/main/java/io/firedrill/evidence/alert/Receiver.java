package io.firedrill.evidence.alert;

import java.util.List;

/**
 * One receiver of Alertmanager's running configuration.
 *
 * @param name what routes call it
 * @param integrations the ways it is told, in the order of the configuration
 */
public record Receiver(String name, List<Integration> integrations) {
    /** Copies the list. */
    public Receiver {
        integrations = List.copyOf(integrations);
    }

    /**
     * One way to tell a receiver.
     *
     * @param kind {@code webhook}, {@code slack}, {@code pagerduty}, {@code email}
     * @param tellsResolved {@code send_resolved}: whether it also tells that an alert is over
     */
    public record Integration(String kind, boolean tellsResolved) {}
}
