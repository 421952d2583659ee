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
 * @param usage the same by kind; empty when the answer does not tell them apart
 * @param firstToken when the first piece of a streamed answer reached the client; empty for what is no stream, and when
 *     none came
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
        Optional<Long> tokens,
        Optional<TokenUsage> usage,
        Optional<Duration> firstToken) {
    /**
     * A request of which neither the kinds of tokens nor the first one are known.
     *
     * @param start as above
     * @param end as above
     * @param scenario as above
     * @param request as above
     * @param traceId as above
     * @param spanId as above
     * @param status as above
     * @param error as above
     * @param tokens as above
     */
    public LedgerEntry(
            Duration start,
            Duration end,
            String scenario,
            String request,
            String traceId,
            String spanId,
            Optional<Integer> status,
            Optional<String> error,
            Optional<Long> tokens) {
        this(start, end, scenario, request, traceId, spanId, status, error, tokens, Optional.empty(), Optional.empty());
    }

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
