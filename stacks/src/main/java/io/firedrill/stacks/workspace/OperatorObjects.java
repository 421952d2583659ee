package io.firedrill.stacks.workspace;

import io.firedrill.stacks.Nearest;
import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * What the files under {@code monitoring.alertmanager} hold: at most one plain configuration, and objects of the
 * Prometheus operator. Immutable.
 *
 * @param base the plain configuration's file, if there is one
 * @param configs {@code AlertmanagerConfig} objects by {@code namespace/name}, which is the order they are joined in
 * @param alertmanager the {@code Alertmanager} object, which says how they are joined
 * @param leftOut one line for each file that holds other objects too
 */
record OperatorObjects(
        Optional<Path> base, Map<String, Manifest> configs, Optional<Manifest> alertmanager, List<String> leftOut) {
    private static final String CONFIG = "AlertmanagerConfig";
    private static final String ALERTMANAGER = "Alertmanager";
    private static final String ON_NAMESPACE = "OnNamespace";
    private static final String EXCEPT = "OnNamespaceExceptForAlertmanagerNamespace";
    private static final String NONE = "None";

    static OperatorObjects read(List<Path> files) {
        List<Path> bases = new ArrayList<>();
        List<Manifest> manifests = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Path file : files) {
            Manifest.read(file, Yaml.text(file, ""))
                    .ifPresentOrElse(found -> manifests.addAll(ours(file, found, leftOut)), () -> bases.add(file));
        }
        if (bases.size() > 1) {
            throw new StackException(bases.get(1) + ": this is a second plain configuration, beside " + bases.get(0)
                    + "; keep one, and name only " + CONFIG + " objects beside it");
        }
        return new OperatorObjects(
                bases.stream().findFirst(), byName(manifests), alertmanager(manifests), List.copyOf(leftOut));
    }

    boolean isPlain() {
        return configs.isEmpty();
    }

    /** The namespace that an object's route and inhibition rules are bound to, by the operator's matcher strategy. */
    Optional<String> boundTo(Manifest config) {
        boolean own = alertmanager
                .map(each -> each.namespace().equals(config.namespace()))
                .orElse(false);
        return switch (strategy()) {
            case NONE -> Optional.empty();
            case EXCEPT -> own ? Optional.empty() : Optional.of(config.namespace());
            default -> Optional.of(config.namespace());
        };
    }

    String strategy() {
        Optional<MappingNode> spec = alertmanager.flatMap(each -> Yaml.mapping(each.node(), "spec"));
        spec.flatMap(each -> Yaml.get(each, "alertmanagerConfiguration")).ifPresent(node -> {
            throw alertmanager
                    .orElseThrow()
                    .error(
                            node,
                            "spec.alertmanagerConfiguration is not translated; write the route and receivers of the object it"
                                    + " names as a plain configuration, and name that beside this file");
        });
        Optional<MappingNode> written = spec.flatMap(each -> Yaml.mapping(each, "alertmanagerConfigMatcherStrategy"));
        String type = written.flatMap(each -> Yaml.string(each, "type")).orElse(ON_NAMESPACE);
        List<String> known = List.of(ON_NAMESPACE, EXCEPT, NONE);
        if (!known.contains(type)) {
            throw alertmanager
                    .orElseThrow()
                    .error(
                            Yaml.get(written.orElseThrow(), "type").orElseThrow(),
                            "alertmanagerConfigMatcherStrategy.type '" + type + "' is not known"
                                    + Nearest.hint(type, known));
        }
        return type;
    }

    private static List<Manifest> ours(Path file, List<Manifest> found, List<String> leftOut) {
        List<Manifest> ours = found.stream().filter(OperatorObjects::isOurs).toList();
        Set<String> others = new TreeSet<>();
        found.stream().filter(each -> !ours.contains(each)).forEach(each -> others.add(each.kind()));
        if (ours.isEmpty()) {
            throw new StackException(file + ": holds no " + CONFIG + ", but " + String.join(", ", others)
                    + "; name a file that has one, or a plain configuration");
        }
        if (!others.isEmpty()) {
            leftOut.add(file + ": only its " + CONFIG + " objects are read, not: " + String.join(", ", others));
        }
        return ours;
    }

    private static boolean isOurs(Manifest manifest) {
        return manifest.is(CONFIG, List.of("v1alpha1", "v1beta1")) || manifest.is(ALERTMANAGER, List.of("v1"));
    }

    private static Map<String, Manifest> byName(List<Manifest> manifests) {
        Map<String, Manifest> configs = new TreeMap<>();
        for (Manifest manifest : manifests) {
            if (manifest.kind().equals(CONFIG)) {
                String name = manifest.namespace() + "/" + manifest.name();
                Manifest other = configs.put(name, manifest);
                if (other != null) {
                    throw manifest.error(
                            manifest.node(),
                            CONFIG + " " + name + " is also in " + other.file() + ":" + Yaml.line(other.node())
                                    + "; keep one");
                }
            }
        }
        return configs;
    }

    private static Optional<Manifest> alertmanager(List<Manifest> manifests) {
        List<Manifest> found = manifests.stream()
                .filter(each -> each.kind().equals(ALERTMANAGER))
                .toList();
        if (found.size() > 1) {
            throw found.get(1).error(found.get(1).node(), "this is a second " + ALERTMANAGER + " object; keep one");
        }
        return found.stream().findFirst();
    }
}
