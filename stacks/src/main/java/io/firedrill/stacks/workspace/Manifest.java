package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One Kubernetes object out of a file of manifests: YAML of one or several documents, or the JSON that {@code kubectl}
 * prints; lists of objects are taken apart. Immutable, but for its nodes.
 *
 * @param file where it is written
 * @param apiVersion e.g. {@code monitoring.coreos.com/v1}
 * @param kind e.g. {@code PrometheusRule}
 * @param node the object
 */
record Manifest(Path file, String apiVersion, String kind, MappingNode node) {
    /** The group of the Prometheus operator's resources. */
    static final String GROUP = "monitoring.coreos.com/";

    /**
     * What a file holds.
     *
     * @return nothing if the file holds no manifests: it is a plain configuration then, valid or not
     * @throws StackException if some of its documents are manifests and others are not
     */
    static Optional<List<Manifest>> read(Path file, String text) {
        List<Node> documents = Yaml.documents(file, text);
        List<Node> others = documents.stream().filter(node -> !isManifest(node)).toList();
        if (documents.isEmpty() || others.size() == documents.size()) {
            return Optional.empty();
        }
        if (!others.isEmpty()) {
            throw new StackException(file + ":" + Yaml.line(others.get(0))
                    + ": this document has no apiVersion and kind, but others of the file have; move it to a file of"
                    + " its own");
        }
        List<Manifest> manifests = new ArrayList<>();
        documents.forEach(document -> add(file, (MappingNode) document, manifests));
        return Optional.of(manifests);
    }

    /** Whether it is this kind; a kind of the operator in a version that is not known is an error. */
    boolean is(String wanted, List<String> versions) {
        if (!kind.equals(wanted)) {
            return false;
        }
        List<String> known = versions.stream().map(version -> GROUP + version).toList();
        if (!known.contains(apiVersion)) {
            throw error(
                    node,
                    "apiVersion '" + apiVersion + "' of " + kind + " is not known; use " + String.join(" or ", known));
        }
        return true;
    }

    /** Its {@code metadata.name}. */
    String name() {
        return metadata("name");
    }

    /** Its {@code metadata.namespace}, which the operator builds into names and matchers. */
    String namespace() {
        return metadata("namespace");
    }

    /** A section that reads its {@code spec}; empty when there is none. */
    Section spec() {
        return Section.of(file, "spec.", Yaml.mapping(node, "spec").orElseGet(Yaml::mapping));
    }

    StackException error(Node at, String problem) {
        return new StackException(file + ":" + Yaml.line(at) + ": " + problem);
    }

    private String metadata(String key) {
        return Yaml.mapping(node, "metadata")
                .flatMap(metadata -> Yaml.string(metadata, key))
                .orElseThrow(
                        () -> error(node, kind + " has no metadata." + key + "; add the one it has in the cluster"));
    }

    private static boolean isManifest(Node node) {
        return node instanceof MappingNode mapping
                && Yaml.string(mapping, "apiVersion").isPresent()
                && Yaml.string(mapping, "kind").isPresent();
    }

    private static void add(Path file, MappingNode node, List<Manifest> into) {
        String kind = Yaml.string(node, "kind").orElse("");
        if (!kind.endsWith("List") || Yaml.get(node, "items").isEmpty()) {
            into.add(new Manifest(file, Yaml.string(node, "apiVersion").orElse(""), kind, node));
            return;
        }
        for (Node item : Yaml.list(node, "items")) {
            if (!isManifest(item)) {
                throw new StackException(file + ":" + Yaml.line(item) + ": this item of a " + kind
                        + " has no apiVersion and kind; add them");
            }
            add(file, (MappingNode) item, into);
        }
    }
}
