package io.firedrill.stacks.workspace;

import io.firedrill.stacks.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Matchers of an {@code AlertmanagerConfig}: objects there, texts in Alertmanager's configuration. */
final class OperatorMatchers {
    private static final List<String> TYPES = List.of("=", "!=", "=~", "!~");

    private OperatorMatchers() {}

    /** Puts the matchers of one key, and one for the namespace if there is one, under another key. */
    static void put(Section from, String key, Optional<String> namespace, MappingNode into, String plain) {
        List<String> matchers = new ArrayList<>();
        from.sections(key).forEach(matcher -> matchers.add(text(matcher)));
        namespace
                .map(name -> text("namespace", "=", name))
                .filter(matcher -> !matchers.contains(matcher))
                .ifPresent(matchers::add);
        if (!matchers.isEmpty()) {
            Yaml.put(
                    into,
                    plain,
                    Yaml.sequence(matchers.stream().map(Yaml::quoted).toList()));
        }
    }

    private static String text(Section matcher) {
        try (matcher) {
            boolean regex = matcher.flag("regex");
            String type = matcher.string("matchType")
                    .filter(written -> !written.isEmpty())
                    .orElse(regex ? "=~" : "=");
            if (!TYPES.contains(type)) {
                throw matcher.error(
                        "matchType",
                        "must be one of =, !=, =~, !~, but was '" + type + "'" + Nearest.hint(type, TYPES));
            }
            return text(matcher.required("name"), type, matcher.string("value").orElse(""));
        }
    }

    private static String text(String name, String type, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
        return name + type + '"' + escaped + '"';
    }
}
