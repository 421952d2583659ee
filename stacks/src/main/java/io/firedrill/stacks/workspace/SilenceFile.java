package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A silence that is kept as a file, in the shape of Alertmanager's API ({@code POST /api/v2/silences}, 0.34), with a
 * {@code duration} in place of times: whoever makes it says when it begins. {@code removedAfter} says what no API does: when
 * the pipeline that made it removes it. Immutable.
 *
 * @param name the file's name without its ending
 * @param matchers as Alertmanager writes them, e.g. {@code service="inference"}; at least one
 * @param duration how long it lasts, in real time
 * @param removedAfter how long after its begin it is removed, in real time; empty if it is left to run out
 * @param author who makes it; empty if the file does not say, which is for a promise (S06) to judge
 * @param comment why; empty if the file does not say
 */
public record SilenceFile(
        String name,
        List<String> matchers,
        Duration duration,
        Optional<Duration> removedAfter,
        String author,
        String comment) {
    /** Copies the matchers. */
    public SilenceFile {
        matchers = List.copyOf(matchers);
    }

    /**
     * Reads a silence.
     *
     * @param file JSON, or YAML of the same shape
     * @return what it says
     * @throws StackException if it is missing, cannot be parsed, lacks a key or has one that nobody knows; one line with
     *     the file, the line, the key and the remedy
     */
    public static SilenceFile read(Path file) {
        try (Section root = Section.root(file)) {
            List<String> matchers =
                    root.sections("matchers").stream().map(SilenceFile::matcher).toList();
            if (matchers.isEmpty()) {
                throw root.error("matchers", "holds no matcher: a silence must say what it is for; add one");
            }
            return new SilenceFile(
                    String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", ""),
                    matchers,
                    root.duration("duration")
                            .orElseThrow(() -> root.error("duration", "is missing; add it, e.g. \"10m\"")),
                    root.duration("removedAfter"),
                    root.string("createdBy").orElse(""),
                    root.string("comment").orElse(""));
        }
    }

    private static String matcher(Section section) {
        try (section) {
            boolean regex = section.flag("isRegex");
            boolean equal = section.flag("isEqual", true);
            String operator = equal ? (regex ? "=~" : "=") : (regex ? "!~" : "!=");
            String value = section.required("value").replace("\\", "\\\\").replace("\"", "\\\"");
            return section.required("name") + operator + '"' + value.replace("\n", "\\n") + '"';
        }
    }
}
