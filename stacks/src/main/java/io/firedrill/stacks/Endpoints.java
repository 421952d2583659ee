package io.firedrill.stacks;

import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.TraceStore;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where the monitoring components of a running stack answer, as reached from this JVM.
 *
 * @param entry the entry URL of the system under test; empty where that service is not launched
 * @param prometheus base URL of Prometheus
 * @param alertmanagers each Alertmanager, at least one
 * @param traces base URL of the trace backend that the workspace names
 * @param store which backend that is
 * @param errors base URL of what stands for Sentry; empty if nothing is reported there
 * @param grafana base URL of Grafana; empty if none was asked for
 * @param llmLogs what records calls of LLMs, none if nothing does
 */
public record Endpoints(
        Optional<URI> entry,
        URI prometheus,
        List<Alertmanager> alertmanagers,
        URI traces,
        TraceStore store,
        Optional<URI> errors,
        Optional<URI> grafana,
        List<LlmLog> llmLogs) {
    /** Copies the lists. */
    public Endpoints {
        alertmanagers = List.copyOf(alertmanagers);
        llmLogs = List.copyOf(llmLogs);
    }

    /**
     * One Alertmanager.
     *
     * @param name what faults call it, e.g. {@code alertmanager}, or {@code alertmanager-0} where there are several
     * @param base its base URL
     */
    public record Alertmanager(String name, URI base) {}

    /**
     * What records calls of LLMs.
     *
     * @param kind Helicone or LangSmith
     * @param base base URL of its API
     * @param key the API key
     * @param project which project of LangSmith; empty for Helicone
     */
    public record LlmLog(EndpointKind kind, URI base, String key, String project) {}

    /**
     * The first Alertmanager, or the only one.
     *
     * @return its base URL
     */
    public URI alertmanager() {
        return alertmanagers.get(0).base();
    }
}
