package io.firedrill.evidence.trace;

import io.firedrill.evidence.Source;
import java.util.List;

/**
 * The traces of the ledger's requests.
 *
 * @param lookedUp how many trace ids were asked for, one by one; 0 when the drill does not look at traces
 * @param traces those that were found, in the order of the ledger
 * @param services every service name the backend knows, sorted
 * @param source the URL pattern
 */
public record TraceEvidence(int lookedUp, List<Trace> traces, List<String> services, Source source) {
    /** Copies the lists. */
    public TraceEvidence {
        traces = List.copyOf(traces);
        services = List.copyOf(services);
    }
}
