package io.firedrill.evidence.alert;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One alert as Alertmanager had it. Source: Alertmanager 0.34 {@code GET /api/v2/alerts} and {@code
 * /api/v2/alerts/groups}, polled; equal neighbours are folded into one view.
 *
 * @param fingerprint Alertmanager's id of the label set
 * @param labels all labels, {@code alertname} among them
 * @param views in order of time
 * @param source the URL
 */
public record AlertmanagerAlert(String fingerprint, Map<String, String> labels, List<View> views, Source source) {
    /** The label of an alert that a drill posted: no rule fired it, and it never counts as firing. */
    public static final String POSTED = "firedrill";

    /** Copies the collections. */
    public AlertmanagerAlert {
        labels = Map.copyOf(labels);
        views = List.copyOf(views);
    }

    /**
     * What Alertmanager said over an unbroken stretch of polls. A prediction at query time, so it proves a state, never
     * that a notification was sent or withheld; but for {@code mutedBy}, which its last flush left behind.
     *
     * @param from the first poll that saw it
     * @param to the last poll that saw it
     * @param state {@code active}, {@code suppressed} or {@code unprocessed}
     * @param receivers the receivers the route tree gives it, sorted
     * @param silencedBy ids of the silences that match
     * @param inhibitedBy fingerprints of the alerts that inhibit it
     * @param mutedBy by receiver, the time intervals that kept the last flush of its group from being sent there: the
     *     mute intervals that it was within, or the active intervals that it was outside of
     */
    public record View(
            Duration from,
            Duration to,
            String state,
            List<String> receivers,
            List<String> silencedBy,
            List<String> inhibitedBy,
            Map<String, List<String>> mutedBy) {
        /** Copies the lists. */
        public View {
            receivers = List.copyOf(receivers);
            silencedBy = List.copyOf(silencedBy);
            inhibitedBy = List.copyOf(inhibitedBy);
            mutedBy = Map.copyOf(mutedBy);
        }

        /**
         * A view of an alert that no time interval mutes.
         *
         * @param from as above
         * @param to as above
         * @param state as above
         * @param receivers as above
         * @param silencedBy as above
         * @param inhibitedBy as above
         */
        public View(
                Duration from,
                Duration to,
                String state,
                List<String> receivers,
                List<String> silencedBy,
                List<String> inhibitedBy) {
            this(from, to, state, receivers, silencedBy, inhibitedBy, Map.of());
        }
    }
}
