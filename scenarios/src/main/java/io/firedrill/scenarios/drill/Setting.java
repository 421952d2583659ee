package io.firedrill.scenarios.drill;

import java.util.Set;

/**
 * What a drill needs to stand before it begins; drills of equal settings are held on the same stack. Immutable.
 *
 * @param services the names of the services that are launched; empty for the whole system
 */
public record Setting(Set<String> services) {
    /** The whole system, as the workspace describes it. */
    public static final Setting WHOLE = new Setting(Set.of());

    /** Copies the names. */
    public Setting {
        services = Set.copyOf(services);
    }
}
