package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML as a tree of nodes that know their lines and keep the way their scalars were written, so that a rewritten copy
 * differs from the original only where it was meant to (a plain {@code yes} stays a plain {@code yes}).
 */
final class Yaml {
    private Yaml() {}

    /** The text of a file; a missing or unreadable one is one clear line that names who wanted it. */
    static String text(Path file, String wantedBy) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new StackException(
                    file + ": there is no such file" + wantedBy + "; correct the path or create it", e);
        } catch (IOException e) {
            throw new StackException(file + " cannot be read" + wantedBy + ": " + e.getMessage(), e);
        }
    }

    /** The root of a document; empty when the document is. */
    static Optional<Node> parse(Path file, String text) {
        return composed(file, () -> Optional.ofNullable(snake().compose(new StringReader(text))));
    }

    private static <T> T composed(Path file, Supplier<T> composing) {
        try {
            return composing.get();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new StackException(file + ":" + line + ": this is not valid YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new StackException(file + ": this is not valid YAML: " + firstLine(e), e);
        }
    }

    /** The roots of all documents of a file; none when it is empty. */
    static List<Node> documents(Path file, String text) {
        return composed(file, () -> {
            List<Node> roots = new ArrayList<>();
            snake().composeAll(new StringReader(text)).forEach(roots::add);
            return roots.stream()
                    .filter(root -> !root.getTag().equals(Tag.NULL))
                    .toList();
        });
    }

    /** The root of a document that must be a mapping. */
    static MappingNode mapping(Path file, String text) {
        Node root = parse(file, text).orElseThrow(() -> new StackException(file + ": the file is empty"));
        if (root instanceof MappingNode mapping) {
            return mapping;
        }
        throw new StackException(file + ":" + line(root) + ": expected keys and values, but found " + describe(root));
    }

    static String write(Node root) {
        StringWriter out = new StringWriter();
        snake().serialize(root, out);
        return out.toString();
    }

    static Path folderOf(Path file) {
        return file.toAbsolutePath().resolve("..").normalize();
    }

    static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    static String describe(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return node.getTag().equals(Tag.NULL) ? "nothing" : "'" + ((ScalarNode) node).getValue() + "'";
    }

    static Set<String> keys(MappingNode mapping) {
        Set<String> keys = new LinkedHashSet<>();
        mapping.getValue().forEach(tuple -> keys.add(scalar(tuple.getKeyNode())));
        return keys;
    }

    static Optional<NodeTuple> tuple(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> scalar(tuple.getKeyNode()).equals(key))
                .findFirst();
    }

    /** The value of a key; an explicit null counts as absent. */
    static Optional<Node> get(MappingNode mapping, String key) {
        return tuple(mapping, key)
                .map(NodeTuple::getValueNode)
                .filter(node -> !node.getTag().equals(Tag.NULL));
    }

    static Optional<String> string(MappingNode mapping, String key) {
        return get(mapping, key).filter(ScalarNode.class::isInstance).map(Yaml::scalar);
    }

    static Optional<MappingNode> mapping(MappingNode mapping, String key) {
        return get(mapping, key).filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
    }

    /** The elements of a list; nothing when the key is absent or no list. */
    static List<Node> list(MappingNode mapping, String key) {
        return get(mapping, key)
                .filter(SequenceNode.class::isInstance)
                .map(node -> ((SequenceNode) node).getValue())
                .orElse(List.of());
    }

    /** The elements of a list that are mappings. */
    static List<MappingNode> mappings(MappingNode mapping, String key) {
        return list(mapping, key).stream()
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .toList();
    }

    static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static void put(MappingNode mapping, String key, Node value) {
        List<NodeTuple> tuples = new ArrayList<>(mapping.getValue());
        NodeTuple tuple = new NodeTuple(quoted(key), value);
        for (int i = 0; i < tuples.size(); i++) {
            if (scalar(tuples.get(i).getKeyNode()).equals(key)) {
                tuples.set(i, new NodeTuple(tuples.get(i).getKeyNode(), value));
                mapping.setValue(tuples);
                return;
            }
        }
        tuples.add(tuple);
        mapping.setValue(tuples);
    }

    static void remove(MappingNode mapping, String key) {
        mapping.setValue(new ArrayList<>(mapping.getValue().stream()
                .filter(tuple -> !scalar(tuple.getKeyNode()).equals(key))
                .toList()));
    }

    /** A string, quoted only where YAML would read a bare one as something else. */
    static ScalarNode quoted(String value) {
        boolean bare =
                value.matches("[A-Za-z_][A-Za-z0-9_]*") && !value.matches("(?i)y|n|yes|no|on|off|true|false|null");
        DumperOptions.ScalarStyle style =
                bare ? DumperOptions.ScalarStyle.PLAIN : DumperOptions.ScalarStyle.DOUBLE_QUOTED;
        return new ScalarNode(Tag.STR, value, null, null, style);
    }

    static ScalarNode bool(boolean value) {
        return new ScalarNode(Tag.BOOL, Boolean.toString(value), null, null, DumperOptions.ScalarStyle.PLAIN);
    }

    static ScalarNode number(int value) {
        return new ScalarNode(Tag.INT, Integer.toString(value), null, null, DumperOptions.ScalarStyle.PLAIN);
    }

    static SequenceNode sequence(List<? extends Node> nodes) {
        return new SequenceNode(Tag.SEQ, new ArrayList<>(nodes), DumperOptions.FlowStyle.BLOCK);
    }

    static MappingNode mapping() {
        return new MappingNode(Tag.MAP, new ArrayList<>(), DumperOptions.FlowStyle.BLOCK);
    }

    private static org.yaml.snakeyaml.Yaml snake() {
        LoaderOptions loader = new LoaderOptions();
        loader.setMaxAliasesForCollections(1000);
        DumperOptions dumper = new DumperOptions();
        dumper.setWidth(10_000);
        dumper.setSplitLines(false);
        return new org.yaml.snakeyaml.Yaml(
                new org.yaml.snakeyaml.constructor.SafeConstructor(loader),
                new org.yaml.snakeyaml.representer.Representer(dumper),
                dumper,
                loader);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
