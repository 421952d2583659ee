package io.firedrill.scenarios.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a drill needs to stand before it begins; drills of equal settings are held on the same stack. Immutable.
 *
 * @param services the names of the services that are launched; empty for the whole system
 * @param asOf the instant that Alertmanager's time intervals are held at; empty if they follow the clock
 * @param alertmanagers how many of the workspace's Alertmanagers are launched; empty for all
 * @param apart what keeps the drill from sharing a stack, such as its name; empty if it shares one
 * @param history how far back samples of the past are written; zero for a stack that takes none
 */
public record Setting(
        Set<String> services, Optional<Instant> asOf, Optional<Integer> alertmanagers, String apart, Duration history) {
    /** The whole system, as the workspace describes it. */
    public static final Setting WHOLE = new Setting(Set.of());

    /** Copies the names. */
    public Setting {
        services = Set.copyOf(services);
    }

    /**
     * A part of the system, at the machine's own time and without a past, watched by all Alertmanagers.
     *
     * @param services as above
     */
    public Setting(Set<String> services) {
        this(services, Optional.empty(), Optional.empty(), "", Duration.ZERO);
    }

    /**
     * Whether a service is launched.
     *
     * @param service its name in the workspace
     * @return true also where all are
     */
    public boolean launches(String service) {
        return services.isEmpty() || services.contains(service);
    }

    Setting needing(Set<String> others) {
        return new Setting(others, asOf, alertmanagers, apart, history);
    }

    Setting at(Instant instant) {
        return new Setting(services, Optional.of(instant), alertmanagers, apart, history);
    }

    Setting launching(int count) {
        return new Setting(services, asOf, Optional.of(count), apart, history);
    }

    Setting with(Duration past) {
        return new Setting(services, asOf, alertmanagers, apart, past);
    }

    Setting apart(String name) {
        return new Setting(services, asOf, alertmanagers, name, history);
    }
}
