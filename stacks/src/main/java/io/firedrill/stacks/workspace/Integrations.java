package io.firedrill.stacks.workspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** The integrations of a receiver, and which of them deliver to the inbox. */
final class Integrations {
    private static final List<String> SILENT_ABOUT_RESOLUTION =
            List.of("wechat_configs", "mattermost_configs", "rocketchat_configs");

    private Integrations() {}

    /** What delivers to the inbox: what it understands, else a webhook that stands in. */
    static Map<Redirection, MappingNode> delivering(MappingNode receiver) {
        Map<Redirection, MappingNode> redirected = redirected(receiver);
        if (redirected.isEmpty()) {
            standIn(receiver).ifPresent(webhook -> redirected.put(Redirection.ALL.get(0), webhook));
        }
        return redirected;
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
    private static Optional<MappingNode> standIn(MappingNode receiver) {
        return of(receiver).stream().findFirst().map(key -> {
            MappingNode webhook = Yaml.mapping();
            Node resolved = Yaml.mappings(receiver, key).stream()
                    .findFirst()
                    .flatMap(integration -> Yaml.get(integration, "send_resolved"))
                    .orElseGet(() -> Yaml.bool(!SILENT_ABOUT_RESOLUTION.contains(key)));
            Yaml.put(webhook, "send_resolved", resolved);
            return webhook;
        });
    }

    /** The keys of its integrations, in order. */
    static List<String> of(MappingNode receiver) {
        return receiver.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .map(Yaml::scalar)
                .filter(key -> key.endsWith("_configs"))
                .toList();
    }
}
