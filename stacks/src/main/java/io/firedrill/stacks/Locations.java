package io.firedrill.stacks;

import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.sentry.SentryStandIn;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.TraceStore;
import io.firedrill.stacks.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the parts of a stack answer.
 *
 * @param workspace what it is made of
 * @param platform where its components are
 * @param within what runs in this JVM
 */
record Locations(Workspace workspace, Platform platform, Within within) {
    Endpoints endpoints() {
        return new Endpoints(
                workspace
                        .system()
                        .service(workspace.system().entry())
                        .map(entry -> platform.reach(entry.name()).http(Blueprint.HTTP)),
                platform.reach(Blueprint.PROMETHEUS).http("web"),
                workspace.alertmanagers().replicas().stream()
                        .map(each -> new Endpoints.Alertmanager(
                                each.name(), platform.reach(each.name()).http("web")))
                        .toList(),
                platform.reach(workspace.monitoring().traces().component()).http("query"),
                workspace.monitoring().traces(),
                within.sentry().map(SentryStandIn::url),
                Optional.of(Blueprint.GRAFANA)
                        .filter(any -> workspace.stack().grafana())
                        .map(grafana -> platform.reach(grafana).http("web")),
                llmLogs());
    }

    /** Where traces do not pass the Collector, it has no runs to tell. */
    private List<Endpoints.LlmLog> llmLogs() {
        boolean collected = workspace.monitoring().traces() != TraceStore.ZIPKIN;
        return Stream.of(EndpointKind.HELICONE, EndpointKind.LANGSMITH)
                .filter(kind -> kind == EndpointKind.HELICONE || collected)
                .flatMap(kind -> workspace.system().service(kind.word()).stream()
                        .map(service -> new Endpoints.LlmLog(
                                kind,
                                platform.reach(service.name()).http(Blueprint.HTTP),
                                setting(service, kind, "API_KEY"),
                                setting(service, kind, "PROJECT"))))
                .toList();
    }

    private static String setting(Service service, EndpointKind kind, String name) {
        return service.env().getOrDefault(kind.word().toUpperCase(Locale.ROOT) + "_" + name, "");
    }
}
