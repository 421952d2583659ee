package io.firedrill.stacks;

import static io.firedrill.stacks.Blueprint.TOXIPROXY;
import static io.firedrill.stacks.Blueprint.TO_COLLECTOR;
import static io.firedrill.stacks.Blueprint.TO_ZIPKIN;

import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.Place;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Readiness;
import io.firedrill.stacks.platform.VersionQuery;
import io.firedrill.stacks.workspace.CollectorConfig;
import io.firedrill.stacks.workspace.Link;
import io.firedrill.stacks.workspace.PrometheusConfig;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.Service.Launch;
import io.firedrill.stacks.workspace.SystemUnderTest;
import io.firedrill.stacks.workspace.TimeScale;
import io.firedrill.stacks.workspace.TraceStore;
import io.firedrill.stacks.workspace.Workspace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The services of the system under test as descriptions that every platform can start. Immutable. */
final class ServiceSpecs {
    private final Workspace workspace;
    private final PrometheusConfig prometheus;
    private final boolean otlpHttp;

    ServiceSpecs(Workspace workspace, PrometheusConfig prometheus, CollectorConfig collector) {
        this.workspace = workspace;
        this.prometheus = prometheus;
        this.otlpHttp = collector.takesHttp();
    }

    /** The collector's port that spans are sent to. */
    String otlpPort() {
        return otlpHttp ? "otlp-http" : "otlp-grpc";
    }

    List<ComponentSpec> all() {
        return workspace.system().services().stream().map(this::spec).toList();
    }

    private ComponentSpec spec(Service service) {
        if (service.launch() instanceof Launch.Postgres postgres) {
            return postgres(service, postgres);
        }
        Program program = service.launch() instanceof Launch.Main main
                ? new Program.Jvm(main.mainClass(), service.agent())
                : new Program.Command(((Launch.Command) service.launch()).words(), workspace.folder(), service.agent());
        return new ComponentSpec(
                service.name(),
                program,
                ports(service),
                Map.of(),
                place -> List.of(),
                place -> environment(service, place),
                Readiness.http(Blueprint.HTTP, service.health()),
                VersionQuery.none(),
                before(service));
    }

    private List<ComponentSpec.Port> ports(Service service) {
        return Blueprint.tellsOfItself(service, prometheus)
                ? List.of(Blueprint.portOf(service), Blueprint.TELEMETRY)
                : List.of(Blueprint.portOf(service));
    }

    private ComponentSpec postgres(Service service, Launch.Postgres postgres) {
        String user = service.env().getOrDefault("POSTGRES_USER", "postgres");
        String password = service.env().getOrDefault("POSTGRES_PASSWORD", "postgres");
        String port = Blueprint.portOf(service).name();
        return new ComponentSpec(
                service.name(),
                new Program.Postgres(),
                List.of(Blueprint.portOf(service)),
                Map.of(),
                place -> List.of(),
                place -> Map.of("POSTGRES_USER", user, "POSTGRES_PASSWORD", password),
                Readiness.postgres(port, postgres.database(), user, password),
                VersionQuery.postgres(port, user, password),
                Set.of());
    }

    /** Databases first, since services look for theirs as they start; the links must be there to reach them. */
    private Set<String> before(Service service) {
        Set<String> names = new HashSet<>(Set.of(TOXIPROXY));
        for (Link link : workspace.system().links()) {
            boolean database = workspace
                    .system()
                    .service(link.callee())
                    .filter(callee -> callee.launch() instanceof Launch.Postgres)
                    .isPresent();
            if (link.caller().equals(service.name()) && database) {
                names.add(link.callee());
            }
        }
        return names;
    }

    private Map<String, String> environment(Service service, Place place) {
        Map<String, String> environment = new HashMap<>();
        if (service.agent()) {
            environment.putAll(telemetry(service, place));
            if (Blueprint.tellsOfItself(service, prometheus)) {
                environment.putAll(ownMetrics(place));
            }
        }
        environment.putAll(service.env());
        TimeScale scale = workspace.stack().timeScale();
        service.scaled().forEach(name -> environment.computeIfPresent(name, (any, written) -> scale.setting(written)));
        environment.put(service.portVariable(), Integer.toString(place.port(Blueprint.HTTP)));
        for (Link link : links(service)) {
            String address = place.address(TOXIPROXY, link.name());
            link.env().forEach((name, form) -> environment.put(name, form.replace("{address}", address)));
        }
        return environment;
    }

    /** What teams set for the agent; the workspace's own variables win over these. */
    private Map<String, String> telemetry(Service service, Place place) {
        Map<String, String> variables = new HashMap<>();
        variables.put("OTEL_SERVICE_NAME", service.traces().orElse(service.name()));
        boolean zipkin = workspace.monitoring().traces() == TraceStore.ZIPKIN;
        variables.put("OTEL_TRACES_EXPORTER", zipkin ? "zipkin" : "otlp");
        if (zipkin) {
            variables.put(
                    "OTEL_EXPORTER_ZIPKIN_ENDPOINT", "http://" + place.address(TOXIPROXY, TO_ZIPKIN) + "/api/v2/spans");
        }
        variables.put("OTEL_METRICS_EXPORTER", "none");
        variables.put("OTEL_LOGS_EXPORTER", "none");
        variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://" + place.address(TOXIPROXY, TO_COLLECTOR));
        variables.put("OTEL_EXPORTER_OTLP_PROTOCOL", otlpHttp ? "http/protobuf" : "grpc");
        variables.put(SystemUnderTest.EXPORT_VARIABLE, Long.toString(SystemUnderTest.EXPORT_DELAY.toMillis()));
        variables.put("OTEL_BSP_MAX_QUEUE_SIZE", "20000");
        variables.put("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "2000");
        String peers = links(service).stream()
                .map(link -> place.address(TOXIPROXY, link.name()) + "=" + link.callee())
                .collect(Collectors.joining(","));
        variables.put("OTEL_INSTRUMENTATION_COMMON_PEER_SERVICE_MAPPING", peers);
        return variables;
    }

    /** What becomes of its spans, counted by the SDK as the semantic conventions name it; not what it counts of the JVM. */
    private static Map<String, String> ownMetrics(Place place) {
        return Map.of(
                "OTEL_METRICS_EXPORTER", "prometheus",
                "OTEL_EXPORTER_PROMETHEUS_HOST", MonitoringSpecs.hostOf(place.listen(Blueprint.TELEMETRY.name())),
                "OTEL_EXPORTER_PROMETHEUS_PORT", Integer.toString(place.port(Blueprint.TELEMETRY.name())),
                "OTEL_EXPERIMENTAL_SDK_TELEMETRY_VERSION", "latest",
                "OTEL_INSTRUMENTATION_RUNTIME_TELEMETRY_ENABLED", "false");
    }

    private List<Link> links(Service service) {
        return workspace.system().links().stream()
                .filter(link -> link.caller().equals(service.name()))
                .toList();
    }
}
