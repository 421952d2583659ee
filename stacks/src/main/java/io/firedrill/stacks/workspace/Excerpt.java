package io.firedrill.stacks.workspace;

import java.util.Collection;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * A key and its value out of a longer YAML text, at the line and column where they stand there: everything else is made
 * blank. So whoever complains about the excerpt names the right line of the whole. Confined.
 */
final class Excerpt {
    private final int[] from;
    private final int[] out;

    private Excerpt(String text) {
        this.from = text.codePoints().toArray();
        this.out = text.codePoints().map(each -> isLineEnd(each) ? each : ' ').toArray();
    }

    /** The text in which only this key of a mapping, and its value, is left, without some tuples inside. */
    static String of(String text, MappingNode parent, NodeTuple kept, Collection<NodeTuple> without) {
        Excerpt excerpt = new Excerpt(text);
        excerpt.keep(kept, parent.getFlowStyle() == FlowStyle.FLOW);
        without.forEach(excerpt::remove);
        return new String(excerpt.out, 0, excerpt.out.length);
    }

    private void keep(NodeTuple tuple, boolean flow) {
        int start = start(tuple);
        int end = end(tuple);
        System.arraycopy(from, start, out, start, end - start);
        if (flow) {
            out[beside(start - 1, -1)] = '{';
            out[beside(end, 1)] = '}';
        }
    }

    /** Where a brace may stand: not in place of a line's end, for the lines must stay. */
    private int beside(int index, int step) {
        return isLineEnd(out[index]) ? beside(index + step, step) : index;
    }

    /** In a flow mapping the comma behind it goes as well. */
    private void remove(NodeTuple tuple) {
        int end = end(tuple);
        for (int i = start(tuple); i < end; i++) {
            out[i] = isLineEnd(out[i]) ? out[i] : ' ';
        }
        int next = end;
        while (next < out.length && Character.isWhitespace(out[next])) {
            next++;
        }
        if (next < out.length && out[next] == ',') {
            out[next] = ' ';
        }
    }

    private static int start(NodeTuple tuple) {
        return index(tuple.getKeyNode().getStartMark());
    }

    private static int end(NodeTuple tuple) {
        return index(tuple.getValueNode().getEndMark());
    }

    private static boolean isLineEnd(int codePoint) {
        return codePoint == '\n' || codePoint == '\r';
    }

    /** Counted in code points, as SnakeYAML does. */
    private static int index(Mark mark) {
        return mark.getIndex();
    }
}
