package io.firedrill.stacks.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A copy of a tree in which nothing is shared: each alias and each merge ({@code <<}) is written out. What is changed in
 * one place then changes there only, and what is removed is gone, also if an anchor held it.
 */
final class Flattening {
    private Flattening() {}

    static MappingNode copy(MappingNode mapping) {
        Map<String, NodeTuple> tuples = new LinkedHashMap<>();
        mapping.getValue().stream().filter(Flattening::isMerge).forEach(tuple -> merge(tuple.getValueNode(), tuples));
        mapping.getValue().stream().filter(tuple -> !isMerge(tuple)).forEach(tuple -> put(tuples, tuple));
        return new MappingNode(mapping.getTag(), new ArrayList<>(tuples.values()), mapping.getFlowStyle());
    }

    private static Node copy(Node node) {
        if (node instanceof MappingNode mapping) {
            return copy(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> elements = new ArrayList<>(
                    sequence.getValue().stream().map(Flattening::copy).toList());
            return new SequenceNode(sequence.getTag(), elements, sequence.getFlowStyle());
        }
        ScalarNode scalar = (ScalarNode) node;
        return new ScalarNode(
                scalar.getTag(),
                scalar.getValue(),
                scalar.getStartMark(),
                scalar.getEndMark(),
                scalar.getScalarStyle());
    }

    /** The first of several has the say. */
    private static void merge(Node merged, Map<String, NodeTuple> into) {
        if (merged instanceof MappingNode mapping) {
            copy(mapping).getValue().forEach(tuple -> into.putIfAbsent(Yaml.scalar(tuple.getKeyNode()), tuple));
        }
        if (merged instanceof SequenceNode several) {
            several.getValue().forEach(each -> merge(each, into));
        }
    }

    private static void put(Map<String, NodeTuple> tuples, NodeTuple tuple) {
        tuples.put(
                Yaml.scalar(tuple.getKeyNode()), new NodeTuple(copy(tuple.getKeyNode()), copy(tuple.getValueNode())));
    }

    private static boolean isMerge(NodeTuple tuple) {
        return tuple.getKeyNode().getTag().equals(Tag.MERGE);
    }
}
