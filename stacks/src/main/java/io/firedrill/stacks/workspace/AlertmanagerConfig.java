package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * Alertmanager's configuration, rewritten for one run: waits and intervals of every route scaled, and every receiver's
 * notifications sent to this run's inbox and nowhere else. A receiver keeps its first webhook with everything but the
 * URL. Integrations that are no webhook would reach real people: a receiver that has only such is given a webhook, with
 * the {@code send_resolved} of the first of them. Immutable.
 */
public final class AlertmanagerConfig {
    private static final Map<String, String> ROOT_DEFAULTS =
            Map.of("group_wait", "30s", "group_interval", "5m", "repeat_interval", "4h");
    private static final String WEBHOOKS = "webhook_configs";
    private static final List<String> SILENT_ABOUT_RESOLUTION =
            List.of("slack_configs", "email_configs", "wechat_configs", "mattermost_configs");

    private final Path file;
    private final String text;

    private AlertmanagerConfig(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Reads a configuration.
     *
     * @param file Alertmanager's own file
     * @return the configuration
     * @throws StackException if it is missing or not valid YAML
     */
    public static AlertmanagerConfig read(Path file) {
        AlertmanagerConfig config = new AlertmanagerConfig(file, Yaml.text(file, ""));
        config.root();
        return config;
    }

    /**
     * The receivers.
     *
     * @return their names, in order
     */
    public List<String> receivers() {
        return Yaml.mappings(root(), "receivers").stream()
                .map(receiver -> Yaml.string(receiver, "name").orElse(""))
                .toList();
    }

    /**
     * What is in the file and not in the rewritten one.
     *
     * @return one line each
     */
    public List<String> leftOut() {
        List<String> lines = new ArrayList<>();
        for (MappingNode receiver : Yaml.mappings(root(), "receivers")) {
            String name = Yaml.string(receiver, "name").orElse("");
            for (String key : integrations(receiver)) {
                int count = Yaml.list(receiver, key).size();
                if (!key.equals(WEBHOOKS)) {
                    lines.add(file + ": receiver '" + name + "': " + key + " is left out; the inbox records instead");
                } else if (count > 1) {
                    lines.add(file + ": receiver '" + name + "': only the first of its webhooks is recorded");
                }
            }
        }
        return lines;
    }

    /**
     * The configuration for a run.
     *
     * @param scale the time scale
     * @param inbox the URL of the inbox by receiver, as Alertmanager reaches it
     * @param eventLog where Alertmanager's event recorder writes
     * @return YAML
     */
    public String rewritten(TimeScale scale, UnaryOperator<String> inbox, String eventLog) {
        MappingNode root = root();
        Rewriting.absolutePaths(root, Yaml.folderOf(file));
        Yaml.mapping(root, "global")
                .ifPresent(global -> Rewriting.scale(global, file, scale::scale, "resolve_timeout"));
        Yaml.mapping(root, "route").ifPresent(route -> {
            defaults(route, scale);
            route(route, scale);
        });
        for (MappingNode receiver : Yaml.mappings(root, "receivers")) {
            receiver(receiver, inbox.apply(Yaml.string(receiver, "name").orElse("")));
        }
        Yaml.put(root, "event_recorder", recorder(eventLog));
        return Yaml.write(root);
    }

    private static void defaults(MappingNode route, TimeScale scale) {
        if (!scale.isRealTime()) {
            ROOT_DEFAULTS.forEach((key, value) -> {
                if (Yaml.get(route, key).isEmpty()) {
                    Yaml.put(route, key, Yaml.quoted(value));
                }
            });
        }
    }

    private void route(MappingNode route, TimeScale scale) {
        ROOT_DEFAULTS.keySet().forEach(key -> Rewriting.scale(route, file, scale::scale, key));
        Yaml.mappings(route, "routes").forEach(child -> route(child, scale));
    }

    private static void receiver(MappingNode receiver, String url) {
        MappingNode webhook = Yaml.mappings(receiver, WEBHOOKS).stream()
                .findFirst()
                .or(() -> standIn(receiver))
                .orElse(null);
        integrations(receiver).forEach(key -> Yaml.remove(receiver, key));
        if (webhook != null) {
            Yaml.remove(webhook, "url_file");
            Yaml.put(webhook, "url", Yaml.quoted(url));
            Yaml.put(receiver, WEBHOOKS, Yaml.sequence(List.of(webhook)));
        }
    }

    /** A receiver without any integration is a deliberate black hole and stays one. */
    private static Optional<MappingNode> standIn(MappingNode receiver) {
        return integrations(receiver).stream().findFirst().map(key -> {
            MappingNode webhook = Yaml.mapping();
            Node resolved = Yaml.mappings(receiver, key).stream()
                    .findFirst()
                    .flatMap(integration -> Yaml.get(integration, "send_resolved"))
                    .orElseGet(() -> Yaml.bool(!SILENT_ABOUT_RESOLUTION.contains(key)));
            Yaml.put(webhook, "send_resolved", resolved);
            return webhook;
        });
    }

    private static List<String> integrations(MappingNode receiver) {
        return receiver.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .map(Yaml::scalar)
                .filter(key -> key.endsWith("_configs"))
                .toList();
    }

    private static MappingNode recorder(String eventLog) {
        MappingNode output = Yaml.mapping();
        Yaml.put(output, "path", Yaml.quoted(eventLog));
        MappingNode recorder = Yaml.mapping();
        Yaml.put(recorder, "file_outputs", Yaml.sequence(List.of(output)));
        return recorder;
    }

    private MappingNode root() {
        return Yaml.mapping(file, text);
    }
}
