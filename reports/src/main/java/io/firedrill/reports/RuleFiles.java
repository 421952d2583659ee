package io.firedrill.reports;

import io.firedrill.evidence.alert.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the line on which an alerting rule is written. */
final class RuleFiles {
    private final List<Path> sources;

    RuleFiles(List<Path> sources) {
        this.sources = sources;
    }

    /**
     * Where a rule is written.
     *
     * @param uri the file, relative to its repository if it is in one
     * @param relative whether it is
     * @param line counted from 1; 1 when the file cannot be read or does not name the alert in so many words (Grafana calls it the title)
     */
    record Place(String uri, boolean relative, int line) {}

    /** The file of that name among the sources, else any of them that has the rule, else what Prometheus loaded. */
    Optional<Place> place(Rule rule) {
        Path loaded = Path.of(rule.file());
        Stream<Path> namesakes = sources.stream().filter(file -> name(file).equals(name(loaded)));
        return Stream.of(namesakes, sources.stream(), Stream.of(loaded))
                .flatMap(files -> files)
                .filter(file -> line(file, rule).isPresent())
                .findFirst()
                .or(() -> Optional.of(loaded).filter(file -> !name(file).isEmpty()))
                .map(file -> place(file, line(file, rule).orElse(1)));
    }

    private static String name(Path file) {
        return Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
    }

    private static Optional<Integer> line(Path file, Rule rule) {
        Pattern alert = Pattern.compile("\\s*(-\\s+)?[\"']?(alert|title)[\"']?\\s*:\\s*[\"']?"
                + Pattern.quote(rule.name()) + "[\"']?\\s*,?\\s*(#.*)?");
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = 0; i < lines.size(); i++) {
                if (alert.matcher(lines.get(i)).matches()) {
                    return Optional.of(i + 1);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same of a line that is known. */
    static Place place(Path file, int line) {
        Path absolute = file.toAbsolutePath().normalize();
        return repository(absolute)
                .map(root -> new Place(uri(root.relativize(absolute)), true, line))
                .orElseGet(() -> new Place(absolute.toUri().toString(), false, line));
    }

    private static Optional<Path> repository(Path file) {
        return Stream.iterate(
                        Optional.ofNullable(file.getParent()),
                        Optional::isPresent,
                        folder -> folder.map(Path::getParent))
                .flatMap(Optional::stream)
                .filter(folder -> Files.exists(folder.resolve(".git")))
                .findFirst();
    }

    private static String uri(Path relative) {
        return Path.of("/").resolve(relative).toUri().getRawPath().substring(1);
    }
}
