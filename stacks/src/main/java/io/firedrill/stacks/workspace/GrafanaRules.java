package io.firedrill.stacks.workspace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.evidence.alert.GrafanaRule;
import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Alert rules that Grafana manages, out of a file that provisions them (or as {@code GET /api/v1/provisioning/alert-rules/export}
 * gives them), or as its API tells them, as rules of Prometheus: each asks, compares and waits the same. Grafana's own scheduler, and what it tells of no data
 * and of errors, are not drilled by that. Source: the provisioning format of Grafana 9 to 12 ({@code apiVersion: 1}). Immutable.
 *
 * @param text rules for Prometheus, in real time, on the lines where they are in the file as far as they fit
 * @param rules all that are there
 */
public record GrafanaRules(String text, List<GrafanaRule> rules) {
    private static final String VALUES = "\\$values\\.\\w+(?:\\.Value)?";

    /** Copies the list. */
    public GrafanaRules {
        rules = List.copyOf(rules);
    }

    /** Whether the file is one: it has groups, whose rules have queries of their own. */
    static boolean areIn(Path file, String text) {
        return Yaml.documents(file, text).stream()
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .flatMap(root -> Yaml.mappings(root, "groups").stream())
                .flatMap(group -> Yaml.mappings(group, "rules").stream())
                .anyMatch(rule -> Yaml.get(rule, "data").isPresent());
    }

    static GrafanaRules read(Path file, String text) {
        Lines lines = new Lines();
        List<GrafanaRule> rules = new ArrayList<>();
        lines.at(1, "groups:");
        for (MappingNode group : Yaml.mappings(Yaml.mapping(file, text), "groups")) {
            String name = required(file, group, "name");
            String folder = Yaml.string(group, "folder").orElse("");
            int at = Yaml.line(group);
            lines.at(at, "- name: " + quoted(folder.isEmpty() ? name : folder + "/" + name));
            Yaml.string(group, "interval").ifPresent(interval -> lines.at(at + 1, "  interval: " + quoted(interval)));
            lines.at(at + 2, "  rules:");
            for (MappingNode rule : Yaml.mappings(group, "rules")) {
                GrafanaRule told = told(file.toString(), Yaml.line(rule), name, required(file, rule, "title"), rule);
                rules.add(told);
                told.query().ifPresent(query -> lines.at(told.line(), "  - " + translated(rule, folder, query)));
            }
        }
        return new GrafanaRules(lines.text(), rules);
    }

    /**
     * What a Grafana that runs tells.
     *
     * @param url where it was asked
     * @param json the answer of {@code GET /api/v1/provisioning/alert-rules}
     * @return its rules, on no line
     * @throws StackException if the answer is another one; it names the URL
     */
    public static List<GrafanaRule> answered(String url, String json) {
        Path where = Path.of(url);
        return Yaml.parse(where, json)
                .filter(SequenceNode.class::isInstance)
                .map(root -> ((SequenceNode) root).getValue())
                .orElseThrow(() -> new StackException(url + " answered no list of rules"))
                .stream()
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .map(rule -> told(
                        url,
                        0,
                        Yaml.string(rule, "ruleGroup").orElse(""),
                        Yaml.string(rule, "title").orElse(""),
                        rule))
                .toList();
    }

    private static GrafanaRule told(String where, int line, String group, String title, MappingNode rule) {
        Optional<String> query = Optional.empty();
        String wrong = "";
        String untold = "";
        try {
            query = Optional.of(GrafanaCondition.promql(rule));
        } catch (GrafanaCondition.Trouble e) {
            wrong = e.wrong ? String.valueOf(e.getMessage()) : "";
            untold = e.wrong ? "" : String.valueOf(e.getMessage());
        }
        if (Yaml.string(rule, "isPaused").filter("true"::equals).isPresent()) {
            query = Optional.empty();
            wrong = "it is paused";
        }
        return new GrafanaRule(title, group, where, line, query, wrong, untold);
    }

    /** In one line; Grafana adds the folder as a label. */
    private static ObjectNode translated(MappingNode rule, String folder, String query) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.put("alert", Yaml.string(rule, "title").orElse(""));
        one.put("expr", query);
        Map.of("for", "for", "keepFiringFor", "keep_firing_for", "keep_firing_for", "keep_firing_for")
                .forEach((theirs, ours) -> Yaml.string(rule, theirs).ifPresent(time -> one.put(ours, time)));
        ObjectNode labels = texts(rule, "labels");
        if (!folder.isEmpty()) {
            labels.put("grafana_folder", folder);
        }
        one.set("labels", labels);
        one.set("annotations", texts(rule, "annotations"));
        return one;
    }

    /** Grafana has a value for each query, Prometheus one. */
    private static ObjectNode texts(MappingNode rule, String key) {
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        Yaml.mapping(rule, key)
                .ifPresent(each -> each.getValue()
                        .forEach(tuple -> texts.put(
                                Yaml.scalar(tuple.getKeyNode()),
                                Yaml.scalar(tuple.getValueNode()).replaceAll(VALUES, "\\$value"))));
        return texts;
    }

    private static String required(Path file, MappingNode of, String key) {
        return Yaml.string(of, key).orElseThrow(() -> missing(file, of, key));
    }

    private static StackException missing(Path file, Node of, String key) {
        return new StackException(file + ":" + Yaml.line(of) + ": key '" + key + "' is missing; add it");
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    /** Text whose lines stand where they are wanted, or as soon after as there is room. */
    private static final class Lines {
        private final StringBuilder out = new StringBuilder();
        private int next = 1;

        void at(int line, String text) {
            while (next < line) {
                out.append('\n');
                next++;
            }
            out.append(text).append('\n');
            next++;
        }

        String text() {
            return out.toString();
        }
    }
}
