package io.firedrill.stacks.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the configurations of the monitoring components are. Immutable.
 *
 * @param prometheus Prometheus' configuration; its {@code rule_files} are found from there
 * @param rules rule files that it does not name, plain or as {@code PrometheusRule}
 * @param alertmanager Alertmanager's configuration, or the {@code AlertmanagerConfig} objects it is made of, or both; at
 *     least one
 * @param collector the OpenTelemetry Collector's configuration
 * @param traces where traces are kept
 * @param prometheusFlags what decides what a restart of Prometheus costs
 * @param alertmanagerFlags what decides what a restart of Alertmanager costs
 */
public record Monitoring(
        Path prometheus,
        List<Path> rules,
        List<Path> alertmanager,
        Path collector,
        TraceStore traces,
        Flags prometheusFlags,
        Flags alertmanagerFlags) {
    /** Copies the lists. */
    public Monitoring {
        rules = List.copyOf(rules);
        alertmanager = List.copyOf(alertmanager);
    }
}
