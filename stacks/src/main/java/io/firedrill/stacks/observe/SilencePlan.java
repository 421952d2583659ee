package io.firedrill.stacks.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A silence to be made. Immutable.
 *
 * @param name what the drill calls it; promises refer to it
 * @param matchers as Alertmanager writes them, e.g. {@code service="inference"}; at least one
 * @param startsAt when it begins, by this machine's clock; Alertmanager makes the past its own present
 * @param duration how long it lasts
 * @param author who makes it; Alertmanager takes an empty one
 * @param comment why; Alertmanager takes an empty one
 */
public record SilencePlan(
        String name, List<String> matchers, Instant startsAt, Duration duration, String author, String comment) {
    /** Checks what Alertmanager would refuse, and copies the matchers. */
    public SilencePlan {
        matchers = List.copyOf(matchers);
        matchers.forEach(SilenceMatcher::parse);
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException("silence " + name + " must have a matcher, but has none");
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("silence " + name + " must last a while, but lasts " + duration);
        }
    }

    /**
     * When it ends.
     *
     * @return its begin plus its duration
     */
    public Instant endsAt() {
        return startsAt.plus(duration);
    }
}
