package io.firedrill.evidence.endpoint;

import io.firedrill.evidence.alert.GrafanaRule;
import java.time.Instant;
import java.util.List;

/**
 * The endpoints of a system that already runs, looked at once. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param title what its file calls it
 * @param at when
 * @param endpoints in the order of the file
 * @param grafana the alert rules that its Grafana manages, as far as they are known
 */
public record SystemSighting(
        int schemaVersion, String title, Instant at, List<EndpointSighting> endpoints, List<GrafanaRule> grafana) {
    /** The version of this shape; it changes when a field is renamed, removed or means something else. */
    public static final int SCHEMA_VERSION = 1;

    /** Copies the lists. */
    public SystemSighting {
        endpoints = List.copyOf(endpoints);
        grafana = List.copyOf(grafana);
    }

    /**
     * The same, with what its Grafana manages.
     *
     * @param rules alert rules
     * @return a new one
     */
    public SystemSighting with(List<GrafanaRule> rules) {
        return new SystemSighting(schemaVersion, title, at, endpoints, rules);
    }

    /**
     * A system of which no rules of Grafana are known.
     *
     * @param title what its file calls it
     * @param at when
     * @param endpoints in the order of the file
     */
    public SystemSighting(String title, Instant at, List<EndpointSighting> endpoints) {
        this(SCHEMA_VERSION, title, at, endpoints, List.of());
    }
}
