package io.firedrill.scenarios.drill;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a drill needs to stand before it begins; drills of equal settings are held on the same stack. Immutable.
 *
 * @param services the names of the services that are launched; empty for the whole system
 * @param asOf the instant that Alertmanager's time intervals are held at; empty if they follow the clock
 */
public record Setting(Set<String> services, Optional<Instant> asOf) {
    /** The whole system, as the workspace describes it. */
    public static final Setting WHOLE = new Setting(Set.of(), Optional.empty());

    /** Copies the names. */
    public Setting {
        services = Set.copyOf(services);
    }

    /**
     * A part of the system, at the machine's own time.
     *
     * @param services as above
     */
    public Setting(Set<String> services) {
        this(services, Optional.empty());
    }
}
