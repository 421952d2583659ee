package io.firedrill.stacks.workspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** One receiver of an Alertmanager configuration: what of it leads to the inbox, and what takes the place of the rest. */
final class ReceiverConfig {
    private static final List<String> SILENT_ABOUT_RESOLUTION =
            List.of("wechat_configs", "mattermost_configs", "rocketchat_configs");

    /** PagerDuty's own rule for its keys. */
    private static final int ROUTING_KEY = 32;

    private ReceiverConfig() {}

    static String name(MappingNode receiver) {
        return Yaml.string(receiver, "name").orElse("");
    }

    /** The first of each kind that the inbox understands. */
    static Map<Redirection, MappingNode> redirected(MappingNode receiver) {
        Map<Redirection, MappingNode> first = new LinkedHashMap<>();
        for (Redirection redirection : Redirection.ALL) {
            Yaml.list(receiver, redirection.key()).stream()
                    .findFirst()
                    .map(node -> node instanceof MappingNode config ? config : Yaml.mapping())
                    .ifPresent(config -> first.put(redirection, config));
        }
        return first;
    }

    /** A receiver without any integration is a deliberate black hole and stays one. */
    static Optional<MappingNode> standIn(MappingNode receiver) {
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

    static List<String> integrations(MappingNode receiver) {
        return receiver.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .map(Yaml::scalar)
                .filter(key -> key.endsWith("_configs"))
                .toList();
    }

    static void rewrite(MappingNode receiver, MappingNode global, DeliveryTargets targets) {
        Map<Redirection, MappingNode> redirected = redirected(receiver);
        if (redirected.isEmpty()) {
            standIn(receiver).ifPresent(webhook -> redirected.put(Redirection.ALL.get(0), webhook));
        }
        integrations(receiver).forEach(key -> Yaml.remove(receiver, key));
        redirected.forEach((redirection, config) -> {
            redirection.apply(config, name(receiver), global, targets);
            Yaml.put(receiver, redirection.key(), Yaml.sequence(List.of(config)));
        });
    }

    static String told(Redirection redirection, MappingNode config) {
        List<String> replaced = redirection.replaced(config);
        return redirection.integration() + " goes to the inbox"
                + (replaced.isEmpty() ? "" : "; replaced or left out: " + String.join(", ", replaced))
                + (redirection.adds().isEmpty() ? "" : "; " + redirection.adds());
    }

    /** The copy has another key, so that PagerDuty's rule can only be applied here. */
    static Optional<String> badKey(MappingNode config) {
        return Yaml.string(config, "routing_key")
                .filter(key -> key.length() != ROUTING_KEY && !key.contains("{{"))
                .map(key -> "routing_key has " + key.length() + " characters; PagerDuty refuses a key that has not "
                        + ROUTING_KEY);
    }
}
