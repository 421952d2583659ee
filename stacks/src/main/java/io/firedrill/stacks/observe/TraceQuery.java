package io.firedrill.stacks.observe;

import java.time.Duration;
import java.time.Instant;

/**
 * A search for traces.
 *
 * @param service a service that has a span in the trace
 * @param from the earliest start of such a span
 * @param to the end of the window
 * @param limit how many traces a page holds, at least 1
 */
public record TraceQuery(String service, Instant from, Instant to, int limit) {
    /** Requires a window and a page. */
    public TraceQuery {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("window must end after it begins, but was " + from + " to " + to);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but was " + limit);
        }
    }

    Duration length() {
        return Duration.between(from, to);
    }

    Instant middle() {
        return from.plus(length().dividedBy(2));
    }

    TraceQuery within(Instant start, Instant end) {
        return new TraceQuery(service, start, end, limit);
    }
}
