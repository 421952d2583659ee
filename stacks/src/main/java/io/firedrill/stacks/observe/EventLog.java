package io.firedrill.stacks.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.SilenceRecord.Muting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Alertmanager's event log. Source: the event recorder of Alertmanager 0.34.2 ({@code event_recorder.file_outputs}),
 * one JSON object a line with {@code @timestamp} and {@code data.silenceMutedAlert{silence{id},mutedAlert{labels}}};
 * it writes one of these for each alert at each flush that a silence cut it out of.
 */
final class EventLog {
    private static final String MUTED = "silenceMutedAlert";

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

    /** What each silence withheld, by its id. A line that cannot be read, but for an unfinished last one, is a gap. */
    Map<String, List<Muting>> mutings(Instant zero, Gaps gaps) {
        Map<String, List<Muting>> mutings = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            int number = 0;
            for (Iterator<String> rest = lines.iterator(); rest.hasNext(); ) {
                String line = rest.next();
                number++;
                if (line.contains(MUTED) && !read(line, zero, mutings) && rest.hasNext()) {
                    gaps.add(Witness.EVENT_RECORDER, "line " + number + " cannot be read", source());
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            gaps.add(Witness.EVENT_RECORDER, "the event log cannot be read: " + e.getMessage(), source());
        }
        return mutings;
    }

    private boolean read(String line, Instant zero, Map<String, List<Muting>> mutings) {
        try {
            JsonNode event = EvidenceFile.mapper().readTree(line);
            JsonNode muted = event.path("data").path(MUTED);
            String silence = muted.path("silence").path("id").asText();
            Instant at = Json.time(event.path("@timestamp")).orElse(Instant.MIN);
            if (!muted.isMissingNode() && !at.isBefore(from) && !at.isAfter(to)) {
                mutings.computeIfAbsent(silence, key -> new ArrayList<>())
                        .add(new Muting(Duration.between(zero, at), labels(muted.path("mutedAlert"))));
            }
            return true;
        } catch (JsonProcessingException | java.time.DateTimeException e) {
            return false;
        }
    }

    private static Map<String, String> labels(JsonNode alert) {
        Map<String, String> labels = new HashMap<>();
        alert.path("labels")
                .path("labels")
                .forEach(label -> labels.put(
                        label.path("key").asText(), label.path("value").asText()));
        return labels;
    }
}
