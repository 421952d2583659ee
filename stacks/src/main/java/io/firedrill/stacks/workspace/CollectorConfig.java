package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * The OpenTelemetry Collector's configuration, rewritten for one run. Write it as for Compose or Kubernetes, with plain
 * names ({@code endpoint: jaeger:4317}): the OTLP receiver's endpoints become this run's, exporters that name a part of
 * this stack go there, and every other OTLP exporter goes to this run's Jaeger, since a drill's spans must not mix with
 * real ones. The health check and the collector's own metrics are added. Immutable.
 */
public final class CollectorConfig {
    private final Path file;
    private final String text;
    private final Set<String> absent;

    private CollectorConfig(Path file, String text, Set<String> absent) {
        this.file = file;
        this.text = text;
        this.absent = Set.copyOf(absent);
    }

    /**
     * Where the collector's own ports are.
     *
     * @param grpc what OTLP over gRPC binds to
     * @param http what OTLP over HTTP binds to
     * @param health what the health check binds to
     * @param metricsHost the host its own metrics bind to
     * @param metricsPort the port its own metrics bind to
     * @param jaegerGrpc where this run's Jaeger takes OTLP over gRPC
     * @param jaegerHttp where this run's Jaeger takes OTLP over HTTP
     */
    public record Places(
            String grpc,
            String http,
            String health,
            String metricsHost,
            int metricsPort,
            String jaegerGrpc,
            String jaegerHttp) {}

    /**
     * Reads a configuration.
     *
     * @param file the collector's own file
     * @return the configuration
     * @throws StackException if it is missing, not valid YAML, or has no OTLP receiver
     */
    public static CollectorConfig read(Path file) {
        CollectorConfig config = new CollectorConfig(file, Yaml.text(file, ""), Set.of());
        if (config.protocols(config.root()).isEmpty()) {
            throw new StackException(file + ": receivers: there is no otlp receiver with protocols; the services send"
                    + " their spans by OTLP, so add receivers.otlp.protocols.http");
        }
        return config;
    }

    /**
     * Whether services can send OTLP over HTTP; if not, over gRPC.
     *
     * @return whether the receiver has the protocol
     */
    public boolean takesHttp() {
        return protocols(root())
                .filter(protocols -> Yaml.keys(protocols).contains("http"))
                .isPresent();
    }

    /**
     * The same for a stack without some services.
     *
     * @param services the names of those that are not launched
     * @return the configuration without the exporters that lead to them
     */
    public CollectorConfig without(Set<String> services) {
        return new CollectorConfig(file, text, services);
    }

    /**
     * Where OTLP is exported to over HTTP.
     *
     * @return the names of the hosts, without those of services that are not launched
     */
    public Set<String> exportsTo() {
        return tuples(root(), "exporters").stream()
                .filter(exporter -> isHttp(kind(exporter)))
                .map(CollectorConfig::host)
                .map(host -> host.replaceAll(":.*", ""))
                .filter(host -> !absent.contains(host))
                .collect(Collectors.toSet());
    }

    /**
     * What is left out.
     *
     * @return one line for each exporter
     */
    public List<String> leftOut() {
        return tuples(root(), "exporters").stream()
                .filter(this::isAbsent)
                .map(exporter -> file + ": exporter '" + Yaml.scalar(exporter.getKeyNode())
                        + "' is left out: what it leads to is not launched for these drills")
                .toList();
    }

    /**
     * The configuration for a run.
     *
     * @param places the ports of the collector and of Jaeger
     * @param aliases where the parts of this stack answer, as the collector reaches them
     * @return YAML
     */
    public String rewritten(Places places, Aliases aliases) {
        MappingNode root = root();
        Rewriting.absolutePaths(root, Yaml.folderOf(file));
        protocols(root).ifPresent(protocols -> {
            endpoint(protocols, "grpc", places.grpc());
            endpoint(protocols, "http", places.http());
        });
        remove(root);
        for (NodeTuple exporter : tuples(root, "exporters")) {
            exporter(exporter, places, aliases);
        }
        health(root, places.health());
        metrics(root, places);
        return Yaml.write(root);
    }

    private static void endpoint(MappingNode protocols, String protocol, String address) {
        if (Yaml.keys(protocols).contains(protocol)) {
            MappingNode settings = Yaml.mapping(protocols, protocol).orElseGet(Yaml::mapping);
            Yaml.put(settings, "endpoint", Yaml.quoted(address));
            Yaml.put(protocols, protocol, settings);
        }
    }

    private static void exporter(NodeTuple tuple, Places places, Aliases aliases) {
        String kind = kind(tuple);
        boolean http = isHttp(kind);
        boolean grpc = kind.equals("otlp") || kind.equals("otlp_grpc");
        if (tuple.getValueNode() instanceof MappingNode settings && (http || grpc)) {
            Optional<String> ours = aliases.resolve(host(tuple));
            String address = ours.orElse(http ? places.jaegerHttp() : places.jaegerGrpc());
            String path = ours.isPresent() ? path(settings) : "";
            Yaml.remove(settings, "traces_endpoint");
            Yaml.put(settings, "endpoint", Yaml.quoted(http ? "http://" + address + path : address));
            MappingNode tls = Yaml.mapping();
            Yaml.put(tls, "insecure", Yaml.bool(true));
            Yaml.put(settings, "tls", tls);
        }
    }

    private static String kind(NodeTuple exporter) {
        return Yaml.scalar(exporter.getKeyNode()).replaceAll("/.*", "");
    }

    private static boolean isHttp(String kind) {
        return kind.equals("otlphttp") || kind.equals("otlp_http");
    }

    /** With its port, if it has one. */
    private static String host(NodeTuple exporter) {
        return exporter.getValueNode() instanceof MappingNode settings
                ? Yaml.string(settings, "endpoint")
                        .orElse("")
                        .replaceAll("^[a-z]+://", "")
                        .replaceAll("/.*", "")
                : "";
    }

    private static String path(MappingNode settings) {
        return Yaml.string(settings, "endpoint").orElse("").replaceFirst("^[a-z]+://[^/]*", "");
    }

    private boolean isAbsent(NodeTuple exporter) {
        return absent.contains(host(exporter).replaceAll(":.*", ""));
    }

    /** What leads to a service that is not launched, in the pipelines too. */
    private void remove(MappingNode root) {
        Set<String> names = tuples(root, "exporters").stream()
                .filter(this::isAbsent)
                .map(exporter -> Yaml.scalar(exporter.getKeyNode()))
                .collect(Collectors.toSet());
        names.forEach(name -> Yaml.mapping(root, "exporters").ifPresent(all -> Yaml.remove(all, name)));
        Yaml.mapping(root, "service")
                .flatMap(service -> Yaml.mapping(service, "pipelines"))
                .ifPresent(pipelines -> pipelines.getValue().stream()
                        .map(NodeTuple::getValueNode)
                        .filter(MappingNode.class::isInstance)
                        .map(MappingNode.class::cast)
                        .forEach(pipeline -> Yaml.put(
                                pipeline,
                                "exporters",
                                Yaml.sequence(Yaml.list(pipeline, "exporters").stream()
                                        .filter(name -> !names.contains(Yaml.scalar(name)))
                                        .toList()))));
    }

    private static void health(MappingNode root, String address) {
        MappingNode check = Yaml.mapping();
        Yaml.put(check, "endpoint", Yaml.quoted(address));
        MappingNode extensions = Yaml.mapping(root, "extensions").orElseGet(Yaml::mapping);
        Yaml.put(extensions, "health_check", check);
        Yaml.put(root, "extensions", extensions);
        MappingNode service = Yaml.mapping(root, "service").orElseGet(Yaml::mapping);
        List<Node> enabled = new ArrayList<>(Yaml.list(service, "extensions"));
        if (enabled.stream().noneMatch(node -> Yaml.scalar(node).equals("health_check"))) {
            enabled.add(Yaml.quoted("health_check"));
        }
        Yaml.put(service, "extensions", Yaml.sequence(enabled));
        Yaml.put(root, "service", service);
    }

    private static void metrics(MappingNode root, Places places) {
        MappingNode prometheus = Yaml.mapping();
        Yaml.put(prometheus, "host", Yaml.quoted(places.metricsHost()));
        Yaml.put(prometheus, "port", Yaml.number(places.metricsPort()));
        MappingNode reader = wrap("pull", wrap("exporter", wrap("prometheus", prometheus)));
        MappingNode service = Yaml.mapping(root, "service").orElseGet(Yaml::mapping);
        MappingNode telemetry = Yaml.mapping(service, "telemetry").orElseGet(Yaml::mapping);
        MappingNode metrics = Yaml.mapping();
        Yaml.put(metrics, "level", Yaml.quoted("normal"));
        Yaml.put(metrics, "readers", Yaml.sequence(List.of(reader)));
        Yaml.put(telemetry, "metrics", metrics);
        Yaml.put(service, "telemetry", telemetry);
    }

    private static MappingNode wrap(String key, Node value) {
        MappingNode mapping = Yaml.mapping();
        Yaml.put(mapping, key, value);
        return mapping;
    }

    private Optional<MappingNode> protocols(MappingNode root) {
        return tuples(root, "receivers").stream()
                .filter(tuple ->
                        Yaml.scalar(tuple.getKeyNode()).replaceAll("/.*", "").equals("otlp"))
                .map(NodeTuple::getValueNode)
                .filter(MappingNode.class::isInstance)
                .flatMap(node -> Yaml.mapping((MappingNode) node, "protocols").stream())
                .findFirst();
    }

    private static List<NodeTuple> tuples(MappingNode root, String key) {
        return Yaml.mapping(root, key).map(MappingNode::getValue).orElse(List.of());
    }

    private MappingNode root() {
        return Yaml.mapping(file, text);
    }
}
