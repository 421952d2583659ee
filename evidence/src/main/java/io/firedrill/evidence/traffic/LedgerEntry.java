package io.firedrill.evidence.traffic;

import java.time.Duration;
import java.util.Optional;

/**
 * One request as the client lived it.
 *
 * @param start when it was sent
 * @param end when its answer was complete, or it failed
 * @param scenario the traffic scenario it belongs to
 * @param request what was asked, e.g. {@code chat} or {@code chat-stream}
 * @param traceId the trace id it was sent with, 32 hex digits
 * @param spanId the client's own span id, 16 hex digits: the parent of the entry's span, never exported
 * @param status the HTTP status; empty when no answer came
 * @param error why no usable answer came, e.g. a refused connection; empty otherwise
 * @param tokens the total tokens that the answer reports; empty when it reports none
 */
public record LedgerEntry(
        Duration start,
        Duration end,
        String scenario,
        String request,
        String traceId,
        String spanId,
        Optional<Integer> status,
        Optional<String> error,
        Optional<Long> tokens) {
    /**
     * How long the client waited.
     *
     * @return end minus start
     */
    public Duration latency() {
        return end.minus(start);
    }

    /**
     * Whether the client got no answer, or one with a 5xx status.
     *
     * @return true for a failure that the service is to blame for
     */
    public boolean failed() {
        return status.map(code -> code >= 500).orElse(true);
    }
}
