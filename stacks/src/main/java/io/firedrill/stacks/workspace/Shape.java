package io.firedrill.stacks.workspace;

import io.firedrill.stacks.inbox.Carried;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * How one mapping of an {@code AlertmanagerConfig} becomes one of Alertmanager's own configuration: which keys it may
 * have and what becomes of each. Any other key is an error. Confined while it is built, immutable afterwards.
 */
final class Shape {
    /** Moves the value of one key. */
    @FunctionalInterface
    interface Move {
        void put(Section from, String key, MappingNode into);
    }

    private final Map<String, Move> moves = new LinkedHashMap<>();

    MappingNode of(Section section) {
        try (section) {
            MappingNode plain = Yaml.mapping();
            moves.forEach((key, move) -> move.put(section, key, plain));
            return plain;
        }
    }

    Shape with(String key, Move move) {
        moves.put(key, move);
        return this;
    }

    /** The same value under the name in snake case. An empty text counts as absent, as it does in the operator. */
    Shape kept(String... keys) {
        for (String key : keys) {
            with(
                    key,
                    (from, name, into) -> from.node(name)
                            .filter(value -> !isEmptyText(value))
                            .ifPresent(value -> Yaml.put(into, snake(name), value)));
        }
        return this;
    }

    /** The same, but an empty text is one. */
    Shape verbatim(String... keys) {
        for (String key : keys) {
            with(key, (from, name, into) -> from.node(name).ifPresent(value -> Yaml.put(into, snake(name), value)));
        }
        return this;
    }

    /** A reference to a key of a secret. What it refers to is not there, and not needed: a stand-in is. */
    Shape secret(String key, String plain, String standIn) {
        return with(key, (from, name, into) -> {
            if (from.node(name).isPresent()) {
                try (Section reference = from.section(name)) {
                    reference.required("name");
                    reference.required("key");
                    reference.flag("optional");
                }
                Yaml.put(into, plain, Yaml.quoted(standIn));
            }
        });
    }

    Shape key(String key, String plain) {
        return secret(key, plain, Carried.PLACEHOLDER);
    }

    Shape url(String key, String plain) {
        return secret(key, plain, "https://secret.invalid/");
    }

    /** Who may deliver, and how: replaced in a run, so that its being there is all that matters. */
    Shape transport(String... keys) {
        for (String key : keys) {
            with(
                    key,
                    (from, name, into) ->
                            from.node(name).ifPresent(value -> Yaml.put(into, snake(name), Yaml.mapping())));
        }
        return this;
    }

    /** A list of keys and values, which are a mapping. */
    Shape pairs(String key) {
        return with(key, (from, name, into) -> {
            MappingNode pairs = Yaml.mapping();
            for (Section pair : from.sections(name)) {
                try (pair) {
                    Yaml.put(pairs, pair.required("key"), Yaml.quoted(pair.required("value")));
                }
            }
            if (!pairs.getValue().isEmpty()) {
                Yaml.put(into, snake(name), pairs);
            }
        });
    }

    Shape each(String key, String plain, Shape shape) {
        return with(key, (from, name, into) -> {
            List<MappingNode> elements =
                    from.sections(name).stream().map(shape::of).toList();
            if (!elements.isEmpty()) {
                Yaml.put(into, plain, Yaml.sequence(elements));
            }
        });
    }

    Shape one(String key, Shape shape) {
        return with(key, (from, name, into) -> {
            if (from.node(name).isPresent()) {
                Yaml.put(into, snake(name), shape.of(from.section(name)));
            }
        });
    }

    /** {@code requireTLS} is {@code require_tls}. */
    static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static boolean isEmptyText(Node value) {
        return value instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }
}
