package io.firedrill.stacks.workspace;

import io.firedrill.stacks.Nearest;
import io.firedrill.stacks.StackException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of {@code firedrill.yaml}, or of another file whose keys are all known. It remembers which keys were asked
 * for, so that {@link #close()} can name the ones nobody knows. Confined.
 */
final class Section implements AutoCloseable {
    private final Path file;
    private final String path;
    private final MappingNode node;
    private final Set<String> known = new LinkedHashSet<>();

    private Section(Path file, String path, MappingNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : node.getValue()) {
            String key = Yaml.scalar(tuple.getKeyNode());
            if (!seen.add(key)) {
                throw error(tuple.getKeyNode(), "key '" + path + key + "' is written twice; keep one");
            }
        }
    }

    static Section root(Path file) {
        return new Section(file, "", Yaml.mapping(file, Yaml.text(file, "")));
    }

    /** A mapping of some other file; {@code path} is how its keys are called, e.g. {@code spec.}. */
    static Section of(Path file, String path, MappingNode node) {
        return new Section(file, path, node);
    }

    /** The keys that are there, for sections whose keys are the user's own names. */
    Set<String> names() {
        known.addAll(Yaml.keys(node));
        return Yaml.keys(node);
    }

    Section section(String key) {
        return find(key)
                .map(value -> sub(key, value))
                .orElseGet(() -> new Section(file, path + key + ".", Yaml.mapping()));
    }

    List<Section> sections(String key) {
        return elements(key).stream().map(value -> sub(key, value)).toList();
    }

    /** A value as it was written; empty when it is absent or null. */
    Optional<Node> node(String key) {
        return find(key);
    }

    Optional<String> string(String key) {
        return find(key).map(value -> scalar(key, value));
    }

    String required(String key) {
        return string(key).orElseThrow(() -> missing(key));
    }

    boolean flag(String key) {
        return flag(key, false);
    }

    boolean flag(String key, boolean otherwise) {
        return parsed(key, "true or false", Section::toBoolean).orElse(otherwise);
    }

    Optional<Double> number(String key) {
        return parsed(key, "a number", Double::valueOf);
    }

    /** Exactly as it is written. */
    Optional<BigDecimal> decimal(String key) {
        return parsed(key, "a number", BigDecimal::new);
    }

    Optional<Integer> integer(String key) {
        return parsed(key, "a whole number", Integer::valueOf);
    }

    Optional<Duration> duration(String key) {
        return parsed(key, "a duration such as 90s, 5m or 1h30m", Durations::parse);
    }

    /** An instant of RFC 3339, with any offset. */
    Instant time(String key) {
        return parsed(key, "a time such as 2026-11-24T12:03:00Z", Section::toInstant)
                .orElseThrow(() -> missing(key));
    }

    /** A file or folder, relative to {@code firedrill.yaml}, which must be there. */
    Optional<Path> path(String key) {
        return find(key).map(value -> existing(key, value));
    }

    Path requiredPath(String key) {
        return path(key).orElseThrow(() -> missing(key));
    }

    List<Path> paths(String key) {
        return elements(key).stream().map(value -> existing(key, value)).toList();
    }

    /** Files by patterns, relative to this file; each pattern must match one. */
    List<Path> files(String key) {
        return elements(key).stream()
                .flatMap(value -> {
                    List<Path> matching = FilePattern.expand(Yaml.folderOf(file), scalar(key, value));
                    if (matching.isEmpty()) {
                        throw error(
                                value,
                                "key '" + path + key + "': no file matches '" + scalar(key, value)
                                        + "'; correct the path or create the file");
                    }
                    return matching.stream();
                })
                .toList();
    }

    List<String> strings(String key) {
        return elements(key).stream().map(value -> scalar(key, value)).toList();
    }

    Map<String, String> map(String key) {
        Map<String, String> values = new LinkedHashMap<>();
        Section section = section(key);
        section.names().forEach(name -> values.put(name, section.string(name).orElse("")));
        return values;
    }

    Path resolve(String written) {
        return Yaml.folderOf(file).resolve(written).normalize();
    }

    /** An error at a key of this section, or at the section itself when the key is absent. */
    StackException error(String key, String problem) {
        Node at = Yaml.tuple(node, key).map(NodeTuple::getKeyNode).orElse(node);
        return error(at, "key '" + path + key + "' " + problem);
    }

    /** Complains about the first key that nobody asked for. */
    @Override
    public void close() {
        for (NodeTuple tuple : node.getValue()) {
            String key = Yaml.scalar(tuple.getKeyNode());
            if (!known.contains(key)) {
                throw error(tuple.getKeyNode(), "key '" + path + key + "' is unknown" + Nearest.hint(key, known));
            }
        }
    }

    private Section sub(String key, Node value) {
        if (value instanceof MappingNode mapping) {
            return new Section(file, path + key + ".", mapping);
        }
        throw error(value, "key '" + path + key + "' must hold keys and values, but was " + Yaml.describe(value));
    }

    private Optional<Node> find(String key) {
        known.add(key);
        return Yaml.get(node, key);
    }

    private List<Node> elements(String key) {
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return List.of();
        }
        return value.get() instanceof SequenceNode list ? list.getValue() : List.of(value.get());
    }

    private String scalar(String key, Node value) {
        if (value instanceof ScalarNode) {
            return Yaml.scalar(value);
        }
        throw error(value, "key '" + path + key + "' must be a single value, but was " + Yaml.describe(value));
    }

    private Path existing(String key, Node value) {
        Path resolved = resolve(scalar(key, value));
        if (!Files.exists(resolved)) {
            throw error(value, "key '" + path + key + "' names " + resolved + ", but there is no such file");
        }
        return resolved;
    }

    private <T> Optional<T> parsed(String key, String rule, Function<String, T> parser) {
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String written = scalar(key, value.get());
        try {
            return Optional.of(parser.apply(written));
        } catch (IllegalArgumentException e) {
            String problem = "key '" + path + key + "' must be " + rule + ", but was '" + written + "'";
            throw error(value.get(), problem);
        }
    }

    private StackException missing(String key) {
        return error(node, "key '" + path + key + "' is missing; add it");
    }

    /** In one line, also of a value that has more. */
    private StackException error(Node at, String problem) {
        return new StackException(file + ":" + Yaml.line(at) + ": " + problem.replaceAll("\\s*\\R\\s*", " "));
    }

    private static Instant toInstant(String written) {
        try {
            return OffsetDateTime.parse(written.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T"))
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(written, e);
        }
    }

    private static Boolean toBoolean(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(written);
        };
    }
}
