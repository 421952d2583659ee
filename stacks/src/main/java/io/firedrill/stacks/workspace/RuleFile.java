package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A file of Prometheus rules: group intervals and offsets, {@code for}, {@code keep_firing_for}, and the spans of time
 * inside the expressions follow the time scale. Immutable.
 */
public final class RuleFile {
    private final Path file;
    private final String text;

    private RuleFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Reads a rule file.
     *
     * @param file the user's own file
     * @return the file
     * @throws StackException if it is missing or not valid YAML
     */
    public static RuleFile read(Path file) {
        String text = Yaml.text(file, "");
        Yaml.parse(file, text);
        return new RuleFile(file, text);
    }

    /**
     * Refuses a time scale under which a range window would hold too few scrapes; windows that hold too few as written
     * are the author's own.
     *
     * @param scale the time scale
     * @param scrapeIntervals as written
     * @throws StackException with the line, the window and the largest scale that would do
     */
    public void requireScrapes(TimeScale scale, List<Duration> scrapeIntervals) {
        for (MappingNode rule : rules(Yaml.mapping(file, text))) {
            Yaml.get(rule, "expr")
                    .ifPresent(expr -> new Promql(Yaml.scalar(expr))
                            .windows()
                            .forEach(window -> scrapeIntervals.forEach(
                                    interval -> requireScrapes(expr, window, interval, scale))));
        }
    }

    /**
     * The rules for a run.
     *
     * @param scale the time scale
     * @return YAML; in real time the text as it was written
     */
    public String rewritten(TimeScale scale) {
        if (scale.isRealTime() || Yaml.parse(file, text).isEmpty()) {
            return text;
        }
        MappingNode root = Yaml.mapping(file, text);
        for (MappingNode group : Yaml.mappings(root, "groups")) {
            Rewriting.scale(group, file, scale::interval, "interval");
            Rewriting.scale(group, file, scale::scale, "query_offset");
        }
        for (MappingNode rule : rules(root)) {
            Rewriting.scale(rule, file, scale::scale, "for");
            Rewriting.scale(rule, file, scale::scale, "keep_firing_for");
            Rewriting.scale(rule, file, scale::promql, "expr");
        }
        return Yaml.write(root);
    }

    private void requireScrapes(Node expr, Duration window, Duration interval, TimeScale scale) {
        long asWritten = window.dividedBy(interval);
        long scaled = scale.scale(window).dividedBy(scale.interval(interval));
        if (asWritten >= TimeScale.SCRAPES_PER_WINDOW && scaled < TimeScale.SCRAPES_PER_WINDOW) {
            long largest = window.dividedBy(TimeScale.SHORTEST_INTERVAL.multipliedBy(TimeScale.SCRAPES_PER_WINDOW));
            throw new StackException(file + ":" + Yaml.line(expr) + ": time-scale " + scale + " leaves " + scaled
                    + " scrapes in the window [" + Durations.format(window) + "], and "
                    + TimeScale.SCRAPES_PER_WINDOW + " are needed; use a time-scale of at most "
                    + Math.max(1, largest));
        }
    }

    private static List<MappingNode> rules(MappingNode root) {
        return Yaml.mappings(root, "groups").stream()
                .flatMap(group -> Yaml.mappings(group, "rules").stream())
                .toList();
    }
}
