package io.firedrill.scenarios.synthesis;

import java.util.Optional;

/**
 * What was made up for an alert: a world in which it must be quiet, one in which it must fire, and one in which it must end, one after
 * the other.
 *
 * @param pace in which steps
 * @param start when, in milliseconds since the epoch
 * @param below the condition is not met; nearly met, if that is possible
 * @param isNear whether it is nearly met
 * @param calm the same time, and nothing is near; empty if the condition is met whatever is done
 * @param firing the condition is met
 * @param healed it is not; empty if nothing was found that ends it
 */
record Scenario(
        Pace pace,
        long start,
        Optional<Stage> below,
        boolean isNear,
        Optional<Stage> calm,
        Stage firing,
        Optional<Stage> healed) {
    /** The same, without coming near the threshold before it fires. */
    Scenario calmly() {
        return new Scenario(pace, start, calm, false, calm, firing, healed);
    }
}
