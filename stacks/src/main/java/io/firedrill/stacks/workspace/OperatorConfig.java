package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Joins {@code AlertmanagerConfig} objects to a plain configuration as the Prometheus operator 0.93.0 does
 * ({@code pkg/alertmanager/amcfg.go}): names of receivers and time intervals get {@code namespace/name/} before them; the
 * top route of each object is bound to its namespace, passes its alerts on, and stands before the routes of the plain
 * configuration; inhibition rules are bound to the namespace at both ends. Without a plain configuration the root route
 * leads nowhere. Time intervals go to {@code time_intervals}, where the operator still writes the older key of the same
 * meaning. Confined.
 */
final class OperatorConfig {
    private static final String EMPTY = "{route: {receiver: \"null\"}, receivers: [{name: \"null\"}]}";

    private final OperatorObjects objects;
    private final MappingNode root;
    private final Map<String, Path> origins = new HashMap<>();
    private final List<String> told = new ArrayList<>();

    private OperatorConfig(OperatorObjects objects) {
        this.objects = objects;
        this.root = Flattening.copy(objects.base()
                .map(file -> Yaml.mapping(file, Yaml.text(file, "")))
                .orElseGet(() -> Yaml.mapping(Path.of(""), EMPTY)));
    }

    static OperatorConfig of(OperatorObjects objects) {
        OperatorConfig joined = new OperatorConfig(objects);
        List<MappingNode> routes = new ArrayList<>();
        objects.configs().forEach((name, config) -> joined.add(name, config, routes));
        if (!objects.configs().isEmpty()) {
            joined.prepend(routes);
        }
        objects.alertmanager()
                .ifPresent(each -> joined.told.add(
                        each.file() + ": of the Alertmanager object only alertmanagerConfigMatcherStrategy is read: "
                                + objects.strategy()));
        return joined;
    }

    MappingNode root() {
        return root;
    }

    /** The files that receivers come from, by the receivers' names. */
    Map<String, Path> origins() {
        return Map.copyOf(origins);
    }

    /** What Alertmanager's own checker can judge: without what only stands for an integration that is left out. */
    String checkable(Path folder) {
        MappingNode copy = Flattening.copy(root);
        Rewriting.absolutePaths(copy, folder);
        for (MappingNode receiver : Yaml.mappings(copy, "receivers")) {
            if (origins.containsKey(Yaml.string(receiver, "name").orElse(""))) {
                Yaml.keys(receiver).stream()
                        .filter(key ->
                                !key.equals("name") && Redirection.of(key).isEmpty())
                        .forEach(key -> Yaml.remove(receiver, key));
            }
        }
        return Yaml.write(copy);
    }

    /** One line for each object. */
    List<String> told() {
        return List.copyOf(told);
    }

    private void add(String name, Manifest config, List<MappingNode> routes) {
        String prefix = name + "/";
        Optional<String> namespace = objects.boundTo(config);
        try (Section spec = config.spec()) {
            spec.sections("inhibitRules").forEach(rule -> append("inhibit_rules", inhibition(rule, namespace)));
            boolean routed = spec.node("route").isPresent();
            List<MappingNode> receivers = spec.sections("receivers").stream()
                    .map(receiver -> OperatorReceiver.translated(receiver, prefix))
                    .toList();
            List<MappingNode> intervals = intervals(config, spec, prefix);
            told.add(config.file() + ":" + Yaml.line(config.node()) + ": AlertmanagerConfig " + name + " is joined, "
                    + namespace
                            .map(each -> "for alerts with namespace=\"" + each + "\"")
                            .orElse("for alerts of any namespace")
                    + (routed ? "" : "; it has no route, so that its receivers are not used"));
            if (routed) {
                requireUnique(spec, "receivers", receivers);
                routes.add(new OperatorRoute(prefix, names(receivers, prefix), names(intervals, prefix))
                        .top(spec.section("route"), namespace));
                receivers.forEach(receiver -> {
                    append("receivers", receiver);
                    origins.put(Yaml.string(receiver, "name").orElse(""), config.file());
                });
                intervals.forEach(interval -> append("time_intervals", interval));
            }
        }
    }

    /** The key has another name in each version. */
    private static List<MappingNode> intervals(Manifest config, Section spec, String prefix) {
        String key = config.apiVersion().endsWith("v1alpha1") ? "muteTimeIntervals" : "timeIntervals";
        return spec.sections(key).stream()
                .map(interval -> OperatorTimes.translated(interval, prefix))
                .toList();
    }

    private static MappingNode inhibition(Section section, Optional<String> namespace) {
        try (section) {
            MappingNode rule = Yaml.mapping();
            OperatorMatchers.put(section, "sourceMatch", namespace, rule, "source_matchers");
            OperatorMatchers.put(section, "targetMatch", namespace, rule, "target_matchers");
            section.node("equal").ifPresent(labels -> Yaml.put(rule, "equal", labels));
            return rule;
        }
    }

    private static void requireUnique(Section spec, String key, List<MappingNode> named) {
        Set<String> seen = new LinkedHashSet<>();
        for (MappingNode each : named) {
            String name = Yaml.string(each, "name").orElse("");
            if (!seen.add(name)) {
                throw spec.error(key, "defines '" + name + "' twice; keep one");
            }
        }
    }

    private static Set<String> names(List<MappingNode> named, String prefix) {
        Set<String> names = new LinkedHashSet<>();
        named.forEach(each -> names.add(Yaml.string(each, "name").orElse("").substring(prefix.length())));
        return names;
    }

    private void append(String key, MappingNode element) {
        List<Node> elements = new ArrayList<>(Yaml.list(root, key));
        elements.add(element);
        Yaml.put(root, key, Yaml.sequence(elements));
    }

    private void prepend(List<MappingNode> routes) {
        MappingNode route = Yaml.mapping(root, "route")
                .orElseThrow(
                        () -> new StackException(
                                objects.base().map(Path::toString).orElse("")
                                        + ": there is no route, which AlertmanagerConfig objects need to be joined to; add one"));
        List<Node> all = new ArrayList<>(routes);
        all.addAll(Yaml.list(route, "routes"));
        if (!all.isEmpty()) {
            Yaml.put(route, "routes", Yaml.sequence(all));
        }
    }
}
