package io.firedrill.evidence;

import java.time.Instant;
import java.util.List;

/**
 * The instant that a drill was held as if it were. Alertmanager has no clock of its own to set, so each of its time
 * intervals was replaced by one that is always true, if it holds at that instant, or else never.
 *
 * @param instant when it was made to be
 * @param within the time intervals that hold then
 * @param outside the time intervals that do not
 */
public record AsOf(Instant instant, List<String> within, List<String> outside) {
    /** Copies the lists. */
    public AsOf {
        within = List.copyOf(within);
        outside = List.copyOf(outside);
    }

    @Override
    public String toString() {
        return instant + " (within: " + names(within) + "; outside of: " + names(outside) + ")";
    }

    private static String names(List<String> intervals) {
        return intervals.isEmpty() ? "none" : String.join(", ", intervals);
    }
}
