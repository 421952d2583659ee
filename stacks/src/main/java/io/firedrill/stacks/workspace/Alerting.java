package io.firedrill.stacks.workspace;

import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;

/** The section of Prometheus' configuration that says which Alertmanagers it sends to. */
final class Alerting {
    private Alerting() {}

    /** Those that are written in the file itself, each once; none if they are discovered. */
    static List<String> targets(MappingNode root) {
        return Yaml.mapping(root, "alerting").stream()
                .flatMap(alerting -> Yaml.mappings(alerting, "alertmanagers").stream())
                .flatMap(PrometheusConfig::targets)
                .distinct()
                .toList();
    }

    /** The Alertmanagers of this run alone: a drill must never reach the one that wakes people. */
    static void rewrite(MappingNode root, Path file, TimeScale scale, List<String> alertmanagers) {
        MappingNode alerting = Yaml.mapping(root, "alerting").orElseGet(Yaml::mapping);
        MappingNode own = Yaml.mapping();
        Yaml.mappings(alerting, "alertmanagers").stream().findFirst().ifPresent(written -> {
            Rewriting.scale(written, file, scale::scale, "timeout");
            for (String key : List.of("timeout", "alert_relabel_configs")) {
                Yaml.get(written, key).ifPresent(value -> Yaml.put(own, key, value));
            }
        });
        MappingNode group = Yaml.mapping();
        Yaml.put(
                group,
                "targets",
                Yaml.sequence(alertmanagers.stream().map(Yaml::quoted).toList()));
        Yaml.put(own, "static_configs", Yaml.sequence(List.of(group)));
        Yaml.put(alerting, "alertmanagers", Yaml.sequence(List.of(own)));
        Yaml.put(root, "alerting", alerting);
    }
}
