package io.firedrill.stacks.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Alertmanager's event log. Source: the event recorder of Alertmanager 0.34.2 ({@code event_recorder.file_outputs}),
 * one JSON object a line with {@code @timestamp} and {@code data}, see {@link EventShape}.
 */
final class EventLog {
    private final Path file;
    private final Instant from;
    private final Instant to;

    EventLog(Path file, Instant from, Instant to) {
        this.file = file;
        this.from = from;
        this.to = to;
    }

    Source source() {
        return new Source("alertmanager event log", file.toString());
    }

    /**
     * In the order of the log. A line that cannot be read is a gap if it is about a silence, but for an unfinished last
     * one: nobody counts on the others being complete.
     */
    List<LoggedEvent> events(Instant zero, Gaps gaps) {
        List<LoggedEvent> events = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            int number = 0;
            for (Iterator<String> rest = lines.iterator(); rest.hasNext(); ) {
                String line = rest.next();
                number++;
                if (!read(line, zero, events) && line.contains(EventShape.SILENCED) && rest.hasNext()) {
                    gaps.add(Witness.EVENT_RECORDER, "line " + number + " cannot be read", source());
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            gaps.add(Witness.EVENT_RECORDER, "the event log cannot be read: " + e.getMessage(), source());
        }
        return events;
    }

    /** When its first event was; empty if there is none that can be read. */
    Optional<Instant> begins() {
        try (Stream<String> lines = Files.lines(file)) {
            Optional<String> first = lines.findFirst();
            return first.isPresent()
                    ? Json.time(EvidenceFile.mapper().readTree(first.get()).path("@timestamp"))
                    : Optional.empty();
        } catch (IOException | java.io.UncheckedIOException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private boolean read(String line, Instant zero, List<LoggedEvent> events) {
        try {
            JsonNode event = EvidenceFile.mapper().readTree(line);
            Instant at = Json.time(event.path("@timestamp")).orElse(Instant.MIN);
            if (!at.isBefore(from) && !at.isAfter(to)) {
                events.addAll(new EventShape(Duration.between(zero, at), source()).of(event.path("data")));
            }
            return true;
        } catch (JsonProcessingException | java.time.DateTimeException e) {
            return false;
        }
    }
}
