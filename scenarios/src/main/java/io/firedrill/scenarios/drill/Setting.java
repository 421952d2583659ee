package io.firedrill.scenarios.drill;

import java.time.Duration;
import java.util.Set;

/**
 * What a drill needs to stand before it begins; drills of equal settings are held on the same stack. Immutable.
 *
 * @param services the names of the services that are launched; empty for the whole system
 * @param history how far back samples of the past are written; zero for a stack that takes none
 */
public record Setting(Set<String> services, Duration history) {
    /** The whole system, as the workspace describes it. */
    public static final Setting WHOLE = new Setting(Set.of(), Duration.ZERO);

    /** Copies the names. */
    public Setting {
        services = Set.copyOf(services);
    }

    /**
     * A part of the system.
     *
     * @param services as above
     * @return a setting without a past
     */
    public static Setting of(String... services) {
        return new Setting(Set.of(services), Duration.ZERO);
    }
}
