package io.firedrill.stacks.workspace;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the monitoring is held to, in real time as the workspace writes it; drills divide durations by the time scale.
 * Immutable.
 *
 * @param alerts by alert name
 * @param traces what a trace must look like
 */
public record Budgets(Map<String, AlertBudget> alerts, TraceBudget traces) {
    /** Copies the map. */
    public Budgets {
        alerts = Map.copyOf(alerts);
    }

    /**
     * The budget of one alert.
     *
     * @param alert its name
     * @return the budget, or empty when the workspace sets none
     */
    public Optional<AlertBudget> alert(String alert) {
        return Optional.ofNullable(alerts.get(alert));
    }

    /**
     * How long one alert may take, in real time.
     *
     * @param detection from the start of the fault to the delivery
     * @param resolution from the end of the fault to the delivery of the resolution
     */
    public record AlertBudget(Duration detection, Duration resolution) {}

    /**
     * What the traces of entry requests must look like.
     *
     * @param path the hops from the entry to the end, as drills name them
     * @param services the {@code service.name}s that are expected, and no others
     * @param sampling the share of traces that is kept
     */
    public record TraceBudget(List<String> path, List<String> services, double sampling) {
        /** Copies the lists. */
        public TraceBudget {
            path = List.copyOf(path);
            services = List.copyOf(services);
        }
    }
}
