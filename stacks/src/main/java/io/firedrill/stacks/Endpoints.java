package io.firedrill.stacks;

import java.net.URI;

/**
 * Where the monitoring components of a running stack answer, as reached from this JVM.
 *
 * @param entry the entry URL of the system under test
 * @param prometheus base URL of Prometheus
 * @param alertmanager base URL of Alertmanager
 * @param jaeger base URL of Jaeger's query service
 */
public record Endpoints(URI entry, URI prometheus, URI alertmanager, URI jaeger) {}
