package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What the rewriting of all configurations shares. */
final class Rewriting {
    private Rewriting() {}

    /** Replaces a duration, if the key is there; the text stays when the duration does. */
    static void scale(MappingNode mapping, Path file, UnaryOperator<String> scaled, String key) {
        Yaml.get(mapping, key).ifPresent(node -> {
            String written = Yaml.scalar(node);
            try {
                String result = scaled.apply(written);
                if (!result.equals(written)) {
                    Yaml.put(mapping, key, Yaml.quoted(result));
                }
            } catch (IllegalArgumentException e) {
                throw new StackException(file + ":" + Yaml.line(node) + ": " + key + ": " + e.getMessage(), e);
            }
        });
    }

    /** The copy lives elsewhere: whatever names a file relative to the original must name it absolutely. */
    static void absolutePaths(Node node, Path folder) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> absolutePaths(element, folder));
        }
        if (node instanceof MappingNode mapping) {
            List<NodeTuple> tuples = new ArrayList<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = Yaml.scalar(tuple.getKeyNode());
                absolutePaths(tuple.getValueNode(), folder);
                tuples.add(new NodeTuple(tuple.getKeyNode(), absolute(key, tuple.getValueNode(), folder)));
            }
            mapping.setValue(tuples);
        }
    }

    private static Node absolute(String key, Node value, Path folder) {
        if (key.endsWith("_file")
                && value instanceof ScalarNode
                && !Yaml.scalar(value).isBlank()) {
            return Yaml.quoted(folder.resolve(Yaml.scalar(value)).normalize().toString());
        }
        boolean list = key.equals("files") || key.equals("templates") || key.equals("scrape_config_files");
        if (list && value instanceof SequenceNode sequence) {
            return Yaml.sequence(sequence.getValue().stream()
                    .map(node -> Yaml.quoted(
                            folder.resolve(Yaml.scalar(node)).normalize().toString()))
                    .toList());
        }
        return value;
    }
}
