package io.firedrill.evidence.history;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one alert was worth. Its firings are counted by name: what fires for thirty instances at a time fires once.
 * Immutable.
 *
 * @param alert the alert name
 * @param precision of its firings, those that began in an incident; what was not seen to begin is not counted
 * @param recall of the incidents that expect it, those of which it told; not counted where history
 *     does not say
 * @param detection the median time from the begin of an incident to this alert; empty if it told of none
 * @param fired how long it fired in all
 * @param noise when it fired and nothing was broken
 */
public record AlertReview(
        String alert,
        Proportion precision,
        Proportion recall,
        Optional<Duration> detection,
        Duration fired,
        List<Stretch> noise) {
    /** Copies the list. */
    public AlertReview {
        noise = List.copyOf(noise);
    }
}
