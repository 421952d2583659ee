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
 * @param plannedTo when it was to end by itself
 * @param activeFrom the first poll that saw it active; empty if none did
 * @param activeTo the last poll that saw it active; empty if none did
 * @param author who made it
 * @param comment why
 * @param mutings each notification that it withheld, from the event recorder; empty also when there is no recorder
 * @param source the URL it was posted to
 * @param removedAt when Alertmanager had confirmed that it was removed; empty if it was left to end by itself
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
        Source source,
        Optional<Duration> removedAt) {
    /** Copies the lists. */
    public SilenceRecord {
        matchers = List.copyOf(matchers);
        mutings = List.copyOf(mutings);
    }

    /**
     * A silence that is left to end by itself.
     *
     * @param name what the drill calls it
     * @param id the id Alertmanager gave it
     * @param matchers as Alertmanager writes them
     * @param plannedFrom when it was to begin
     * @param plannedTo when it was to end
     * @param activeFrom the first poll that saw it active
     * @param activeTo the last poll that saw it active
     * @param author who made it
     * @param comment why
     * @param mutings each notification that it withheld
     * @param source the URL it was posted to
     */
    public SilenceRecord(
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
        this(
                name,
                id,
                matchers,
                plannedFrom,
                plannedTo,
                activeFrom,
                activeTo,
                author,
                comment,
                mutings,
                source,
                Optional.empty());
    }

    /**
     * The same silence, removed by hand.
     *
     * @param at when Alertmanager had confirmed it; empty if it was not
     * @return a new record
     */
    public SilenceRecord removed(Optional<Duration> at) {
        return new SilenceRecord(
                name, id, matchers, plannedFrom, plannedTo, activeFrom, activeTo, author, comment, mutings, source, at);
    }

    /**
     * When it was to end, be it by hand or by itself.
     *
     * @return the offset from clock zero
     */
    public Duration end() {
        return removedAt.filter(at -> at.compareTo(plannedTo) < 0).orElse(plannedTo);
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
