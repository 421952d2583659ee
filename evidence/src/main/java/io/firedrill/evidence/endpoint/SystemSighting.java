package io.firedrill.evidence.endpoint;

import java.time.Instant;
import java.util.List;

/**
 * The endpoints of a system that already runs, looked at once. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param title what its file calls it
 * @param at when
 * @param endpoints in the order of the file
 */
public record SystemSighting(int schemaVersion, String title, Instant at, List<EndpointSighting> endpoints) {
    /** The version of this shape; it changes when a field is renamed, removed or means something else. */
    public static final int SCHEMA_VERSION = 1;

    /** Copies the list. */
    public SystemSighting {
        endpoints = List.copyOf(endpoints);
    }
}
