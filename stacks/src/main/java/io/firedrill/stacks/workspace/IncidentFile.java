package io.firedrill.stacks.workspace;

import io.firedrill.evidence.history.Incident;
import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Faults and incidents of the past, as people write them down: {@code faults.yaml}. Immutable.
 *
 * @param incidents at least one
 * @param grace how long after the end of each an alert may still begin because of it
 * @param ignored alerts that are not about anything being broken, by name
 */
public record IncidentFile(List<Incident> incidents, Duration grace, Set<String> ignored) {
    private static final Duration USUAL_GRACE = Duration.ofMinutes(5);

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
                    .map(written -> AlertText.read(section, "expect", written))
                    .toList();
            return new Incident(section.required("name"), from, to, expected);
        }
    }
}
