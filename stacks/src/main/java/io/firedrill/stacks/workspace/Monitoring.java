package io.firedrill.stacks.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the configurations of the monitoring components are. Immutable.
 *
 * @param prometheus Prometheus' configuration; its {@code rule_files} are found from there
 * @param rules rule files that it does not name, plain or as {@code PrometheusRule}
 * @param alertmanager Alertmanager's configuration, or the {@code AlertmanagerConfig} objects it is made of, or both; at
 *     least one
 * @param collector the OpenTelemetry Collector's configuration
 * @param dashboards Grafana dashboards, as files
 * @param traces where traces are kept
 * @param prometheusFlags what decides what a restart of Prometheus costs
 * @param alertmanagerFlags what decides what a restart of Alertmanager costs, or the loss of one of several
 * @param peers the hosts of the Alertmanagers that know each other, see {@link Workspace#alertmanagers}; empty for all
 */
public record Monitoring(
        Path prometheus,
        List<Path> rules,
        List<Path> alertmanager,
        Path collector,
        List<Path> dashboards,
        TraceStore traces,
        Flags prometheusFlags,
        Flags alertmanagerFlags,
        Optional<List<String>> peers) {
    /** Copies the lists. */
    public Monitoring {
        rules = List.copyOf(rules);
        alertmanager = List.copyOf(alertmanager);
        dashboards = List.copyOf(dashboards);
        peers = peers.map(List::copyOf);
    }
}
