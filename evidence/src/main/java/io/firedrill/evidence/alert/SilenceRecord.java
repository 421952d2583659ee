package io.firedrill.evidence.alert;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A silence that the drill made, as planned and as it went.
 *
 * @param name what the drill calls it; promises refer to it
 * @param id the id Alertmanager gave it
 * @param matchers as Alertmanager writes them, e.g. {@code service="inference"}
 * @param plannedFrom when it was to begin
 * @param plannedTo when it was to end
 * @param activeFrom the first poll that saw it active; empty if none did
 * @param activeTo the last poll that saw it active; empty if none did
 * @param author who made it
 * @param comment why
 * @param mutings each notification that it withheld, from the event recorder; empty also when there is no recorder
 * @param source the URL it was posted to
 */
public record SilenceRecord(
        String name,
        String id,
        List<String> matchers,
        Duration plannedFrom,
        Duration plannedTo,
        Optional<Duration> activeFrom,
        Optional<Duration> activeTo,
        String author,
        String comment,
        List<Muting> mutings,
        Source source) {
    /** Copies the lists. */
    public SilenceRecord {
        matchers = List.copyOf(matchers);
        mutings = List.copyOf(mutings);
    }

    /**
     * Alertmanager's own word that this silence withheld this alert ({@code silenceMutedAlert}, event recorder 0.34).
     *
     * @param at when
     * @param labels the labels of the alert, {@code alertname} among them
     */
    public record Muting(Duration at, Map<String, String> labels) {
        /** Copies the map. */
        public Muting {
            labels = Map.copyOf(labels);
        }
    }
}
