package io.firedrill.stacks;

import static io.firedrill.stacks.Blueprint.COLLECTOR;
import static io.firedrill.stacks.Blueprint.JAEGER;
import static io.firedrill.stacks.Blueprint.PROMETHEUS;
import static io.firedrill.stacks.Blueprint.TOXIPROXY;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.ComponentSpec.Port;
import io.firedrill.stacks.platform.Place;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Readiness;
import io.firedrill.stacks.platform.VersionQuery;
import io.firedrill.stacks.workspace.Alertmanagers;
import io.firedrill.stacks.workspace.Aliases;
import io.firedrill.stacks.workspace.CollectorConfig;
import io.firedrill.stacks.workspace.Durations;
import io.firedrill.stacks.workspace.PrometheusConfig;
import io.firedrill.stacks.workspace.RuleFile;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.TimeScale;
import io.firedrill.stacks.workspace.Workspace;
import io.firedrill.stacks.workspace.WorkspaceRules;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The monitoring components as descriptions that every platform can start. Immutable. */
final class MonitoringSpecs {
    private static final Port WEB = new Port("web", 9090);

    private final Workspace workspace;
    private final TimeScale scale;
    private final PrometheusConfig prometheus;
    private final CollectorConfig collector;
    private final Alertmanagers alertmanagers;
    private final WorkspaceRules rules;
    private final List<Hop> hops;
    private final ComponentSpec traces;

    MonitoringSpecs(
            Workspace workspace,
            PrometheusConfig prometheus,
            WorkspaceRules rules,
            CollectorConfig collector,
            List<Hop> hops) {
        this.workspace = workspace;
        this.scale = workspace.stack().timeScale();
        this.prometheus = prometheus;
        this.alertmanagers = workspace.alertmanagers();
        this.rules = rules;
        this.collector = collector;
        this.hops = hops;
        this.traces = TraceSpecs.of(workspace.monitoring().traces());
    }

    ComponentSpec toxiproxy(ToIntFunction<Hop> inJvm) {
        List<Port> ports = new ArrayList<>(List.of(new Port("api", 8474)));
        for (int i = 0; i < hops.size(); i++) {
            ports.add(new Port(hops.get(i).name(), 20_000 + i));
        }
        return new ComponentSpec(
                TOXIPROXY,
                new Program.Tool(TOXIPROXY, "toxiproxy-server"),
                ports,
                Map.of("proxies.json", place -> proxies(place, inJvm)),
                place -> List.of(
                        "-host",
                        hostOf(place.listen("api")),
                        "-port",
                        Integer.toString(place.port("api")),
                        "-config",
                        place.file("proxies.json")),
                place -> Map.of("LOG_LEVEL", "error"),
                Readiness.http("api", "/version"),
                VersionQuery.http("api", "/version", "([0-9]+(?:\\.[0-9]+)+)"),
                Set.of());
    }

    /** The trace backend that the workspace names. */
    ComponentSpec traces() {
        return traces;
    }

    ComponentSpec collector() {
        return new ComponentSpec(
                COLLECTOR,
                new Program.Tool("otelcol", "otelcol"),
                List.of(
                        new Port("otlp-http", 4318),
                        new Port("otlp-grpc", 4317),
                        new Port("health", 13133),
                        new Port("metrics", 8888)),
                Map.of(
                        "collector.yaml",
                        place -> collector.rewritten(collectorPlaces(place), aliases(place, COLLECTOR))),
                place -> List.of("--config", place.file("collector.yaml")),
                place -> Map.of(),
                Readiness.http("health", "/"),
                VersionQuery.http("metrics", "/metrics", "service_version=\"([^\"]+)\""),
                Set.of());
    }

    ComponentSpec prometheus(Set<String> after) {
        Map<String, Function<Place, String>> files = new LinkedHashMap<>();
        for (RuleFile each : rules.files()) {
            each.requireScrapes(scale, prometheus.scrapeIntervals());
            files.put("rules/" + files.size() + "/" + each.file().getFileName(), place -> each.rewritten(scale));
        }
        List<String> names = List.copyOf(files.keySet());
        files.put(
                "prometheus.yml",
                place -> prometheus.rewritten(
                        scale,
                        aliases(place, PROMETHEUS),
                        alertmanagers.replicas().stream()
                                .filter(Alertmanagers.Replica::isSentTo)
                                .map(each -> place.address(each.name(), "web"))
                                .toList(),
                        names.stream().map(place::file).toList()));
        return new ComponentSpec(
                PROMETHEUS,
                new Program.Tool(PROMETHEUS, PROMETHEUS),
                List.of(WEB),
                files,
                this::prometheusArguments,
                place -> Map.of(),
                Readiness.http("web", "/-/ready"),
                VersionQuery.http("web", "/api/v1/status/buildinfo", "\"version\":\\s*\"([^\"]+)\""),
                after);
    }

    private List<String> prometheusArguments(Place place) {
        List<String> arguments = new ArrayList<>(List.of(
                "--config.file=" + place.file("prometheus.yml"),
                "--storage.tsdb.path=" + place.data(),
                "--web.listen-address=" + place.listen("web"),
                "--web.enable-remote-write-receiver",
                "--enable-feature=exemplar-storage",
                // Hidden, and worth seconds: how long a fresh server may sit on its targets before it scrapes them.
                "--scrape.discovery-reload-interval=" + Durations.format(scale.interval(Duration.ofSeconds(5))),
                "--query.lookback-delta=" + lookback()));
        arguments.addAll(workspace.monitoring().prometheusFlags().arguments(scale));
        return arguments;
    }

    /** Never so short that an instant query between two scrapes comes back empty. */
    private String lookback() {
        Duration scaled = scale.scale(Duration.ofMinutes(5));
        Duration sane = prometheus.scrapeIntervals().stream()
                .map(interval -> scale.interval(interval).multipliedBy(10))
                .reduce(Duration.ofSeconds(2), (left, right) -> left.compareTo(right) > 0 ? left : right);
        return Durations.format(scaled.compareTo(sane) < 0 ? sane : scaled);
    }

    /** Without Jaeger, what the Collector exports goes where nobody listens to OTLP: the services do not send to it. */
    private CollectorConfig.Places collectorPlaces(Place place) {
        boolean jaeger = traces.name().equals(JAEGER);
        return new CollectorConfig.Places(
                place.listen("otlp-grpc"),
                place.listen("otlp-http"),
                place.listen("health"),
                hostOf(place.listen("metrics")),
                place.port("metrics"),
                place.address(traces.name(), jaeger ? "otlp-grpc" : "query"),
                place.address(traces.name(), jaeger ? "otlp-http" : "query"));
    }

    private String proxies(Place place, ToIntFunction<Hop> inJvm) {
        ArrayNode proxies = new JsonMapper().createArrayNode();
        for (Hop hop : hops) {
            proxies.addObject()
                    .put("name", hop.name())
                    .put("listen", place.listen(hop.name()))
                    .put("upstream", upstream(hop, place, inJvm))
                    .put("enabled", true);
        }
        return proxies.toString();
    }

    private static String upstream(Hop hop, Place place, ToIntFunction<Hop> inJvm) {
        return hop.http()
                .map(proxy -> place.host(proxy.port()))
                .orElseGet(() -> hop.callee()
                        .map(callee -> place.address(callee, hop.port()))
                        .orElseGet(() -> place.host(inJvm.applyAsInt(hop))));
    }

    /** The names of this stack, as one component reaches them; where there is a link, through Toxiproxy. */
    private Aliases aliases(Place place, String viewer) {
        List<Aliases.Alias> aliases = services(place, viewer);
        Map<String, List<Port>> components = new HashMap<>();
        components.put(PROMETHEUS, List.of(WEB));
        for (Alertmanagers.Replica each : alertmanagers.replicas()) {
            aliases.add(each.alias(place.address(each.name(), "web")));
            components.put(each.name(), List.of(AlertmanagerSpecs.WEB));
        }
        components.put(traces.name(), traces.ports());
        components.put(TOXIPROXY, List.of(new Port("api", 8474)));
        components.forEach((name, ports) -> ports.forEach(port ->
                aliases.add(new Aliases.Alias(name, Optional.of(port.number()), place.address(name, port.name())))));
        aliases.add(new Aliases.Alias(COLLECTOR, Optional.of(8888), place.address(COLLECTOR, "metrics")));
        if (viewer.equals(PROMETHEUS)) {
            aliases.add(new Aliases.Alias("localhost", Optional.of(9090), place.address(PROMETHEUS, "web")));
        }
        return new Aliases(aliases);
    }

    private List<Aliases.Alias> services(Place place, String viewer) {
        List<Aliases.Alias> aliases = new ArrayList<>();
        for (Service service : workspace.system().services()) {
            String address = Blueprint.link(hops, viewer, service.name())
                    .map(name -> place.address(TOXIPROXY, name))
                    .orElseGet(() -> place.address(
                            service.name(), Blueprint.portOf(service).name()));
            if (Blueprint.tellsOfItself(service, prometheus)) {
                Port own = Blueprint.TELEMETRY;
                aliases.add(new Aliases.Alias(
                        service.name(), Optional.of(own.number()), place.address(service.name(), own.name())));
            }
            aliases.add(new Aliases.Alias(service.name(), Optional.empty(), address));
        }
        return aliases;
    }

    static String hostOf(String address) {
        return URI.create("http://" + address).getHost();
    }
}
