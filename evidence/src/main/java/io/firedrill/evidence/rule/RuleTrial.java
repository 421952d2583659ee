package io.firedrill.evidence.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine of Prometheus made of one alert and the series that were made up for it. Source: {@code promtool test rules} of
 * Prometheus 3.16, with the rule's real {@code for} and windows.
 *
 * @param begun the virtual instant of the first sample
 * @param interval from one sample, and evaluation, to the next
 * @param series how each goes, in the notation of promtool's unit tests, by selector
 * @param quiet the part in which it must not fire; empty if nothing was found under which it does not
 * @param alerts those that fired when it should
 * @param pending for how many evaluations it was pending before
 * @param due for how many it had to be
 * @param ended whether it was over when its condition had been for long; empty if nothing was found that ends it
 * @param trouble what the engine could not do; empty if there is nothing
 */
public record RuleTrial(
        Instant begun,
        Duration interval,
        Map<String, String> series,
        Optional<Quiet> quiet,
        List<FiredAlert> alerts,
        long pending,
        long due,
        Optional<Boolean> ended,
        String trouble) {
    /** Copies the collections. */
    public RuleTrial {
        series = Map.copyOf(series);
        alerts = List.copyOf(alerts);
    }

    /**
     * A world in which it must not fire.
     *
     * @param near whether its condition is nearly met
     * @param series how many series there were
     * @param watched for how long it was looked at
     * @param fired whether it fired all the same
     */
    public record Quiet(boolean near, int series, Duration watched, boolean fired) {}
}
