package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * A file of Prometheus rules, or the rules of one {@code PrometheusRule} in a file of manifests, or what {@link GrafanaRules} are for
 * Prometheus: group intervals and
 * offsets, {@code for}, {@code keep_firing_for}, and the spans of time inside the expressions follow the time scale.
 *
 * <p>Out of a {@code PrometheusRule} ({@code monitoring.coreos.com/v1}) the {@code groups} of its {@code spec} are taken
 * as the Prometheus operator 0.93 does ({@code pkg/operator/rules.go}): each object is a rule file of its own, so that
 * groups of two objects may share a name; {@code partial_response_strategy}, which only Thanos knows, and an
 * {@code interval} or {@code for} that is empty are left out. Lines stay those of the user's file. Immutable.
 */
public final class RuleFile {
    private final Path file;
    private final String text;
    private final boolean extracted;

    private RuleFile(Path file, String text, boolean extracted) {
        this.file = file;
        this.text = text;
        this.extracted = extracted;
    }

    /**
     * Reads a plain rule file.
     *
     * @param file the user's own file
     * @return the file
     * @throws StackException if it is missing or not valid YAML
     */
    public static RuleFile read(Path file) {
        String text = Yaml.text(file, "");
        Yaml.parse(file, text);
        return new RuleFile(file, text, false);
    }

    /** The rules of a {@code PrometheusRule}; {@code text} is what its file holds. */
    static RuleFile of(Manifest manifest, String text) {
        try (Section spec = manifest.spec()) {
            spec.node("groups");
        }
        MappingNode spec = Yaml.mapping(manifest.node(), "spec").orElseGet(Yaml::mapping);
        NodeTuple groups = Yaml.tuple(spec, "groups")
                .orElseThrow(() -> manifest.error(
                        manifest.node(), "PrometheusRule has no spec.groups; add them or remove the object"));
        String rules = Excerpt.of(text, spec, groups, leftOut(spec));
        try {
            Yaml.mapping(manifest.file(), rules);
        } catch (StackException e) {
            throw manifest.error(
                    groups.getKeyNode(), "spec.groups uses an anchor from outside of it; write out what it stands for");
        }
        return new RuleFile(manifest.file(), rules, true);
    }

    /** Rules that were written in another form; {@code rules} is what they are for Prometheus, on the lines of the file. */
    static RuleFile translated(Path file, String rules) {
        return new RuleFile(file, rules, true);
    }

    private static List<NodeTuple> leftOut(MappingNode spec) {
        List<NodeTuple> tuples = new ArrayList<>();
        for (MappingNode group : Yaml.mappings(spec, "groups")) {
            Yaml.tuple(group, "partial_response_strategy").ifPresent(tuples::add);
            empty(group, "interval").ifPresent(tuples::add);
        }
        rules(spec).forEach(rule -> empty(rule, "for").ifPresent(tuples::add));
        return tuples;
    }

    private static Optional<NodeTuple> empty(MappingNode mapping, String key) {
        return Yaml.tuple(mapping, key)
                .filter(tuple -> Yaml.scalar(tuple.getValueNode()).isEmpty());
    }

    /**
     * The user's own file.
     *
     * @return its path
     */
    public Path file() {
        return file;
    }

    /**
     * What Prometheus' own checker can read.
     *
     * @return the rules as they were written, on the lines where they were; empty if the user's file is just that
     */
    public Optional<String> extracted() {
        return extracted ? Optional.of(text) : Optional.empty();
    }

    /**
     * The rules in it.
     *
     * @return alerting and recording ones, in order
     * @throws StackException if a duration is none; with its line
     */
    public List<WrittenRule> written() {
        List<WrittenRule> all = new ArrayList<>();
        if (Yaml.parse(file, text).isPresent()) {
            for (MappingNode group : Yaml.mappings(Yaml.mapping(file, text), "groups")) {
                for (MappingNode rule : Yaml.mappings(group, "rules")) {
                    written(group, rule).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    private Optional<WrittenRule> written(MappingNode group, MappingNode rule) {
        Optional<Node> alert = Yaml.get(rule, "alert");
        Map<String, String> labels = new LinkedHashMap<>(texts(group, "labels"));
        labels.putAll(texts(rule, "labels"));
        return alert.or(() -> Yaml.get(rule, "record"))
                .map(name -> new WrittenRule(
                        file,
                        Yaml.line(name),
                        Yaml.string(group, "name").orElse(""),
                        Yaml.scalar(name),
                        alert.isPresent(),
                        Yaml.get(rule, "expr").map(Yaml::scalar).orElse(""),
                        duration(rule, "for"),
                        duration(rule, "keep_firing_for"),
                        labels,
                        texts(rule, "annotations")));
    }

    private Duration duration(MappingNode rule, String key) {
        Optional<Node> written = Yaml.get(rule, key);
        try {
            return written.map(Yaml::scalar).map(Durations::parse).orElse(Duration.ZERO);
        } catch (IllegalArgumentException e) {
            throw new StackException(
                    file + ":" + written.map(Yaml::line).orElse(1) + ": " + key + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> texts(MappingNode of, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        Yaml.mapping(of, key)
                .ifPresent(node -> node.getValue()
                        .forEach(each -> texts.put(Yaml.scalar(each.getKeyNode()), Yaml.scalar(each.getValueNode()))));
        return texts;
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
