package io.firedrill.evidence.history;

import io.firedrill.evidence.Source;
import java.util.List;

/**
 * How well alerts told of incidents, in hindsight. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param read the time that was looked at
 * @param recall of the incidents that history decides, those of which an alert told
 * @param precision of the firings of all alerts, those that began in an incident
 * @param incidents in order of time
 * @param alerts by name
 * @param blind when nothing at all was stored
 * @param sources how it was read
 */
public record HistoryReview(
        int schemaVersion,
        Stretch read,
        Proportion recall,
        Proportion precision,
        List<IncidentReview> incidents,
        List<AlertReview> alerts,
        List<Stretch> blind,
        List<Source> sources) {
    /** The version of this shape; it changes when a field is renamed, removed or means something else. */
    public static final int SCHEMA_VERSION = 1;

    /** Copies the lists. */
    public HistoryReview {
        incidents = List.copyOf(incidents);
        alerts = List.copyOf(alerts);
        blind = List.copyOf(blind);
        sources = List.copyOf(sources);
    }
}
