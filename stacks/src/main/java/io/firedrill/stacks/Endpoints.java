package io.firedrill.stacks;

import java.net.URI;
import java.util.Optional;

/**
 * Where the monitoring components of a running stack answer, as reached from this JVM.
 *
 * @param entry the entry URL of the system under test; empty where that service is not launched
 * @param prometheus base URL of Prometheus
 * @param alertmanager base URL of Alertmanager
 * @param jaeger base URL of Jaeger's query service
 */
public record Endpoints(Optional<URI> entry, URI prometheus, URI alertmanager, URI jaeger) {}
