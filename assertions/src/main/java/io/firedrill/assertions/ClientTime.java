package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.time.Duration;
import java.util.Optional;

/**
 * What the entry's span tells of the time that a client waited. It can only be shorter, by the network and by what passes
 * before the service takes a request up. Its clock may be another machine's: so it may be off, but by no more than that.
 *
 * @param unseen by how much the client may have waited longer
 */
record ClientTime(Duration unseen) {
    static final String HINT = "what waits before the entry, such as a proxy or a full accept queue, is in no span";

    /** How much longer than the client's wait a span may seem because each side reads a clock of its own. */
    private static final Duration SKEW = Duration.ofMillis(5);

    Optional<String> flaw(LedgerEntry request, TraceTree trace) {
        Span entry = trace.entry().orElseThrow();
        if (entry.duration().compareTo(request.latency().plus(SKEW)) > 0) {
            return Optional.of("a span longer than the client waited");
        }
        if (entry.duration().plus(unseen).compareTo(request.latency()) < 0) {
            return Optional.of("more than " + Words.length(unseen) + " that the span does not show");
        }
        return isWithin(request, entry)
                ? Optional.empty()
                : Optional.of("a clock that is off, or a span of other times");
    }

    private boolean isWithin(LedgerEntry request, Span entry) {
        return entry.start().plus(unseen).compareTo(request.start()) >= 0
                && entry.end().minus(unseen).compareTo(request.end()) <= 0;
    }
}
