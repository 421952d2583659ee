package io.firedrill.stacks.workspace;

import io.firedrill.evidence.history.Incident;
import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Faults and incidents of the past, as people write them down: {@code faults.yaml}. Immutable.
 *
 * @param incidents at least one
 * @param grace how long after the end of each an alert may still begin because of it
 * @param ignored alerts that are not about anything being broken, by name
 */
public record IncidentFile(List<Incident> incidents, Duration grace, Set<String> ignored) {
    private static final Duration USUAL_GRACE = Duration.ofMinutes(5);
    private static final Pattern EXPECTED = Pattern.compile("\\s*([a-zA-Z_:][\\w:]*)\\s*(?:\\{(.*)\\})?\\s*");
    private static final Pattern LABEL = Pattern.compile("\\G\\s*([a-zA-Z_]\\w*)\\s*=\\s*\"([^\"\\\\]*)\"\\s*(?:,|$)");

    /** Copies the collections. */
    public IncidentFile {
        incidents = List.copyOf(incidents);
        ignored = Set.copyOf(ignored);
    }

    /**
     * Reads a file.
     *
     * @param file YAML with {@code faults}, each with {@code name}, {@code from}, {@code to} and, if only some alerts will do,
     *     {@code expect}; beside them {@code grace} and {@code ignore}
     * @return what it says
     * @throws StackException if it is missing, cannot be parsed, lacks a key or has one that nobody knows; one line with
     *     the file, the line, the key and the remedy
     */
    public static IncidentFile read(Path file) {
        try (Section root = Section.root(file)) {
            List<Incident> incidents =
                    root.sections("faults").stream().map(IncidentFile::incident).toList();
            if (incidents.isEmpty()) {
                throw root.error("faults", "holds nothing: add what happened, each with name, from and to");
            }
            return new IncidentFile(
                    incidents, root.duration("grace").orElse(USUAL_GRACE), Set.copyOf(root.strings("ignore")));
        }
    }

    private static Incident incident(Section section) {
        try (section) {
            Instant from = section.time("from");
            Instant to = section.time("to");
            if (!from.isBefore(to)) {
                throw section.error("to", "must be later than from, but was " + to);
            }
            List<Expected> expected = section.strings("expect").stream()
                    .map(written -> expected(section, written))
                    .toList();
            return new Incident(section.required("name"), from, to, expected);
        }
    }

    private static Expected expected(Section section, String written) {
        Matcher matcher = EXPECTED.matcher(written);
        if (!matcher.matches()) {
            throw malformed(section, written);
        }
        String labels = matcher.group(2);
        return new Expected(matcher.group(1), labels == null ? Map.of() : labels(section, written, labels));
    }

    private static Map<String, String> labels(Section section, String written, String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length() && label.find()) {
            labels.put(label.group(1), label.group(2));
            end = label.end();
        }
        if (end < text.length()) {
            throw malformed(section, written);
        }
        return labels;
    }

    private static StackException malformed(Section section, String written) {
        return section.error(
                "expect", "must name alerts, as in TargetDown{service=\"gateway\"}, but one was " + written);
    }
}
