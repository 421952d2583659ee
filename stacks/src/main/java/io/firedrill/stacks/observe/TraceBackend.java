package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceDetail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where traces are stored. Verification asks for ids that the ledger knows; search only discovers, because every backend
 * may leave out what it has. Each method that asks throws a {@link io.firedrill.stacks.StackException} naming the URL, the
 * status and the beginning of the body. Whatever answers 404 without being the backend's own word for "not there" is such
 * an error. Thread-safe.
 */
public interface TraceBackend {
    /**
     * Where traces are read from.
     *
     * @return the URL pattern of one trace
     */
    Source source();

    /**
     * Where the names of services are read from.
     *
     * @return the URL
     */
    Source servicesSource();

    /**
     * What it does not keep.
     *
     * @return what a promise cannot be judged by here
     */
    Set<TraceDetail> lost();

    /**
     * How many ids it takes in one request.
     *
     * @return 1 where each trace is a request of its own
     */
    int batch();

    /**
     * Traces as they are stored now; spans may still be missing.
     *
     * @param traceIds at most {@link #batch()} ids of 32 hex digits, each once
     * @return those that it has
     */
    Map<String, StoredTrace> find(List<String> traceIds);

    /**
     * The services it has seen.
     *
     * @return their names, sorted
     */
    List<String> services();

    /**
     * One page of a search.
     *
     * @param query what to look for
     * @return what was found, and whether there may be more
     */
    TracePage page(TraceQuery query);

    /**
     * The shortest window that it can search.
     *
     * @return the unit of its time parameters
     */
    Duration resolution();

    /**
     * One trace as it is stored now.
     *
     * @param traceId 32 hex digits
     * @param zero clock zero, which the spans' times count from
     * @return the trace, or empty if the backend does not have it
     */
    default Optional<Trace> trace(String traceId, Instant zero) {
        return Optional.ofNullable(find(List.of(traceId)).get(traceId))
                .map(stored -> stored.reader().apply(zero));
    }

    /**
     * Every trace of a service in a window: a full page is split until its parts are not full.
     *
     * @param query what to look for; its limit is the size of a page
     * @return what was found, and the windows in which there may be more
     */
    default TraceSearch search(TraceQuery query) {
        return TraceSearch.of(this, query);
    }
}
