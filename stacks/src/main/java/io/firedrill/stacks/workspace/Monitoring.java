package io.firedrill.stacks.workspace;

import java.nio.file.Path;

/**
 * Where the configurations of the monitoring components are. Immutable.
 *
 * @param prometheus Prometheus' configuration; its {@code rule_files} are found from there
 * @param alertmanager Alertmanager's configuration
 * @param collector the OpenTelemetry Collector's configuration
 * @param prometheusFlags what decides what a restart of Prometheus costs
 * @param alertmanagerFlags what decides what a restart of Alertmanager costs
 */
public record Monitoring(
        Path prometheus, Path alertmanager, Path collector, Flags prometheusFlags, Flags alertmanagerFlags) {}
