package io.firedrill.stacks.workspace;

import java.nio.file.Path;

/**
 * Where the configurations of the monitoring components are. Immutable.
 *
 * @param prometheus Prometheus' configuration; its {@code rule_files} are found from there
 * @param alertmanager Alertmanager's configuration
 * @param collector the OpenTelemetry Collector's configuration
 */
public record Monitoring(Path prometheus, Path alertmanager, Path collector) {}
