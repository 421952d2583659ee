package io.firedrill.stacks.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.dashboard.Dashboard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * What a Grafana beside a stack is provisioned with: its Prometheus, the workspace's dashboards, and the rules that Grafana manages, at
 * the pace of the run. Source: Grafana's documentation of provisioning ({@code apiVersion: 1}, Grafana 9 to 12). Immutable.
 *
 * @param workspace whose files they are
 */
public record GrafanaProvisioning(Workspace workspace) {
    /** The folder that Grafana is told, below which everything is. */
    public static final String FOLDER = "provisioning";

    private static final String BOARDS = "boards";

    /** Grafana evaluates rules no more often. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    /**
     * The data source.
     *
     * @param prometheus host:port, as Grafana reaches it
     * @return YAML
     */
    public static String dataSource(String prometheus) {
        return """
                apiVersion: 1
                datasources:
                  - {name: Prometheus, uid: prometheus, type: prometheus, access: proxy, isDefault: true, url: "http://%s"}
                """.formatted(prometheus);
    }

    /**
     * Where dashboards are.
     *
     * @param folder as Grafana sees it
     * @return YAML
     */
    public static String provider(String folder) {
        return """
                apiVersion: 1
                providers:
                  - {name: firedrill, type: file, options: {path: "%s/%s"}}
                """.formatted(folder, BOARDS);
    }

    /**
     * Dashboards and rules.
     *
     * @return texts by their path below {@link #FOLDER}
     * @throws StackException if a file cannot be read
     */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Path dashboard : workspace.monitoring().dashboards()) {
            files.put(BOARDS + "/" + files.size() + ".json", dashboard(dashboard));
        }
        for (Path rules : workspace.monitoring().rules()) {
            String text = Yaml.text(rules, "");
            if (GrafanaRules.areIn(rules, text)) {
                files.put("alerting/" + files.size() + ".yaml", rules(rules, text));
            }
        }
        return files;
    }

    private String dashboard(Path file) {
        JsonNode board = Dashboard.json(file);
        scale(board);
        if (board instanceof ObjectNode root && !workspace.stack().timeScale().isRealTime()) {
            root.put("refresh", "1s").putObject("time").put("from", "now-3m").put("to", "now");
        }
        return board.toPrettyString();
    }

    private void scale(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("expr").isTextual()) {
            object.put("expr", promql(object.path("expr").asText()));
        }
        node.forEach(this::scale);
    }

    private String rules(Path file, String text) {
        MappingNode root = Yaml.mapping(file, text);
        for (MappingNode group : Yaml.mappings(root, "groups")) {
            Duration interval =
                    Yaml.string(group, "interval").map(Durations::parse).orElse(LEAST);
            if (interval.compareTo(LEAST) < 0) {
                Yaml.put(group, "interval", Yaml.quoted(Durations.format(LEAST)));
            }
            Yaml.mappings(group, "rules").forEach(this::scaleRule);
        }
        return Yaml.write(root);
    }

    /** What waits shorter than an evaluation lasts does not wait. */
    private void scaleRule(MappingNode rule) {
        if (!workspace.stack().timeScale().isRealTime()) {
            Yaml.put(rule, "for", Yaml.quoted("0s"));
        }
        for (MappingNode query : Yaml.mappings(rule, "data")) {
            Yaml.mapping(query, "model")
                    .ifPresent(model -> Yaml.string(model, "expr")
                            .ifPresent(expr -> Yaml.put(model, "expr", Yaml.quoted(promql(expr)))));
        }
    }

    private String promql(String written) {
        return workspace.stack().timeScale().promql(written);
    }
}
