package io.firedrill.evidence.trace;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.firedrill.evidence.Source;
import java.util.List;
import java.util.Set;

/**
 * The traces of the ledger's requests.
 *
 * @param lookedUp how many trace ids were asked for, one by one; 0 when the drill does not look at traces
 * @param traces those that were found, in the order of the ledger
 * @param services every service name the backend knows, sorted
 * @param source the URL pattern
 * @param lost what this backend does not keep, so that its absence proves nothing
 * @param linked other traces with a link into one of those, of the services that were searched for some
 */
public record TraceEvidence(
        int lookedUp,
        @JsonDeserialize(using = TraceSpool.Reader.class) List<Trace> traces,
        List<String> services,
        Source source,
        Set<TraceDetail> lost,
        List<Trace> linked) {
    /** Copies the collections, but for traces that a {@link TraceSpool} holds. */
    public TraceEvidence {
        traces = TraceSpool.isHeldBy(traces) ? traces : List.copyOf(traces);
        services = List.copyOf(services);
        lost = lost == null ? Set.of() : Set.copyOf(lost);
        linked = Absent.list(linked);
    }

    /**
     * The traces of requests alone.
     *
     * @param lookedUp how many trace ids were asked for
     * @param traces those that were found
     * @param services every service name the backend knows
     * @param source the URL pattern
     * @param lost what this backend does not keep
     */
    public TraceEvidence(
            int lookedUp, List<Trace> traces, List<String> services, Source source, Set<TraceDetail> lost) {
        this(lookedUp, traces, services, source, lost, List.of());
    }

    /**
     * The traces of a backend that keeps everything.
     *
     * @param lookedUp how many trace ids were asked for
     * @param traces those that were found
     * @param services every service name the backend knows
     * @param source the URL pattern
     */
    public TraceEvidence(int lookedUp, List<Trace> traces, List<String> services, Source source) {
        this(lookedUp, traces, services, source, Set.of());
    }

    /**
     * The same, with other traces that are linked to these.
     *
     * @param others traces that hold a link into one of those
     * @return new evidence
     */
    public TraceEvidence withLinked(List<Trace> others) {
        return new TraceEvidence(lookedUp, traces, services, source, lost, others);
    }

    /**
     * Whether the backend keeps something.
     *
     * @param detail what a promise is about
     * @return false if its absence proves nothing
     */
    public boolean keeps(TraceDetail detail) {
        return !lost.contains(detail);
    }
}
