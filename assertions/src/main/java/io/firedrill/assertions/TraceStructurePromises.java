package io.firedrill.assertions;

import java.time.Duration;
import java.util.Optional;

/**
 * The promises about the structure of traces, over many of them; for what one must show see {@link TraceRule}. A share is
 * a ratio from 0 to 1. Thread-safe.
 */
public final class TraceStructurePromises {
    private TraceStructurePromises() {}

    /**
     * T01 where not every trace is kept: of those that are, so many run through the whole path.
     *
     * @param path the services, and the database if wanted
     * @param share of the traces that are kept, at least
     * @param sampling the share of traces that is kept; 1 for all
     * @return the promise
     */
    public static Promise sampledTracesSpan(TracePath path, double share, double sampling) {
        return new TracesSpan(path, share, Optional.empty(), new Sampling(sampling));
    }

    /**
     * T04: work that goes on after the answer stays connected with what it is done for.
     *
     * @param service who leaves the work behind
     * @param work a span of that work
     * @return the promise; it must hold for {@link Promises#MOST} of the requests that succeeded
     */
    public static Promise workStaysConnected(String service, SpanSelector work) {
        return Traces.ofSuccesses().atLeast(Promises.MOST, TraceRule.staysConnected(service, work));
    }

    /**
     * T06: as many traces are kept as is promised, give or take chance, and those of all that failed.
     *
     * @param share the promised share; 1 for all
     * @return the promise
     */
    public static Promise samplingKeeps(double share) {
        return new TracesSampled(new Sampling(share));
    }

    /**
     * T09: the entry's spans last as long as clients waited.
     *
     * @param share of the requests, at least; a wait that is hidden by design meets every request, one of a busy machine
     *     some, so a small share tells them apart
     * @param unseen how much longer a client may have waited, for the network and to be taken up
     * @return the promise
     */
    public static Promise spansAgreeWithClients(double share, Duration unseen) {
        return Traces.ofAnswered().atLeast(share, TraceRule.agreesWithClient(unseen));
    }

    /**
     * T10: exemplars lead to stored traces of requests that took as long.
     *
     * @param metric what the drill calls the metric; its values are seconds that a service took to answer
     * @return the promise; it must hold for {@link Promises#MOST} of the exemplars
     */
    public static Promise exemplarsLeadToTraces(String metric) {
        return new ExemplarsLead(metric, Promises.MOST);
    }

    /**
     * T11: attributes follow OpenTelemetry's conventions for HTTP, databases and GenAI.
     *
     * @return the promise; it must hold for 0.99 of the requests
     */
    public static Promise attributesFollowConventions() {
        return Traces.ofAnswered().atLeast(0.99, TraceRule.followsConventions());
    }
}
