package io.firedrill.stacks;

import io.firedrill.stacks.workspace.TraceStore;
import java.net.URI;
import java.util.Optional;

/**
 * Where the monitoring components of a running stack answer, as reached from this JVM.
 *
 * @param entry the entry URL of the system under test; empty where that service is not launched
 * @param prometheus base URL of Prometheus
 * @param alertmanager base URL of Alertmanager
 * @param traces base URL of the trace backend that the workspace names
 * @param store which backend that is
 */
public record Endpoints(Optional<URI> entry, URI prometheus, URI alertmanager, URI traces, TraceStore store) {}
