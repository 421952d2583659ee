package io.firedrill.stacks.workspace;

import io.firedrill.stacks.Nearest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command-line flags of a component that decide what a restart costs, or the loss of one of several, each a duration: those that production runs it with, and its own defaults for the rest. Immutable.
 *
 * @param durations in real time, by the flag's name without dashes
 */
public record Flags(Map<String, Duration> durations) {
    /** How long an Alertmanager gives each of those before it to tell an alert. */
    private static final String PEER_TIMEOUT = "cluster.peer-timeout";

    /** What Prometheus 3.16 does without them. */
    public static final Flags PROMETHEUS = new Flags(Map.of(
            "rules.alert.resend-delay", Duration.ofMinutes(1),
            "rules.alert.for-grace-period", Duration.ofMinutes(10),
            "rules.alert.for-outage-tolerance", Duration.ofHours(1)));

    /** What Alertmanager 0.34 does without them. */
    public static final Flags ALERTMANAGER = new Flags(Map.of(
            "data.maintenance-interval",
            Duration.ofMinutes(15),
            "dispatch.start-delay",
            Duration.ZERO,
            PEER_TIMEOUT,
            Duration.ofSeconds(15),
            "cluster.peers-resolve-timeout",
            Duration.ofSeconds(15),
            "cluster.gossip-interval",
            Duration.ofMillis(200),
            "cluster.pushpull-interval",
            Duration.ofMinutes(1),
            "cluster.settle-timeout",
            Duration.ofMinutes(1),
            "cluster.reconnect-interval",
            Duration.ofSeconds(10)));

    /** Copies the durations. */
    public Flags {
        durations = Map.copyOf(durations);
    }

    /** These, with what a workspace says laid over them; an error for a flag that is not among these. */
    Flags with(Section section, String key) {
        Map<String, Duration> laid = new LinkedHashMap<>(durations);
        for (String written : section.strings(key)) {
            String[] parts = written.replaceFirst("^-+", "").split("=", 2);
            if (!durations.containsKey(parts[0])) {
                throw section.error(
                        key,
                        "names --" + parts[0] + ", which is not among those a drill can take over: " + names()
                                + Nearest.hint(parts[0], durations.keySet()));
            }
            laid.put(parts[0], value(section, key, written, parts));
        }
        return new Flags(laid);
    }

    /**
     * The command line.
     *
     * @param scale divides every duration, and knows how patient one must be with a peer
     * @return e.g. {@code --dispatch.start-delay=1500ms}, sorted
     */
    public List<String> arguments(TimeScale scale) {
        return durations.entrySet().stream()
                .map(flag ->
                        "--" + flag.getKey() + "=" + Durations.format(scaled(flag.getKey(), flag.getValue(), scale)))
                .sorted()
                .toList();
    }

    private static Duration scaled(String flag, Duration written, TimeScale scale) {
        return flag.equals(PEER_TIMEOUT) ? scale.patience(written) : scale.scale(written);
    }

    private static Duration value(Section section, String key, String written, String[] parts) {
        try {
            return Durations.parse(parts.length < 2 ? "" : parts[1]);
        } catch (IllegalArgumentException e) {
            throw section.error(key, "must hold flags such as --name=5m, but holds '" + written + "'");
        }
    }

    private String names() {
        Set<String> sorted = new TreeSet<>(durations.keySet());
        return "--" + String.join(", --", sorted);
    }
}
