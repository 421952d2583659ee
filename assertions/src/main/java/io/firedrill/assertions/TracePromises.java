package io.firedrill.assertions;

import java.time.Duration;
import java.util.List;

/** What is promised about the traces of requests. Each step adds a promise. Confined to one thread. */
public final class TracePromises {
    private final TracePath path;
    private final List<Promise> promises;

    TracePromises(TracePath path, List<Promise> promises) {
        this.path = path;
        this.promises = promises;
    }

    /**
     * T01, see {@link Promises#tracesSpan}.
     *
     * @param share of the requests that succeeded
     * @return this
     */
    public TracePromises span(double share) {
        return add(Promises.tracesSpan(path, share));
    }

    /**
     * T02, see {@link Promises#tracesAreConnected}.
     *
     * @return this
     */
    public TracePromises areConnected() {
        return add(Promises.tracesAreConnected());
    }

    /**
     * T03, see {@link Promises#errorsAreTraced}.
     *
     * @param fault its name
     * @return this
     */
    public TracePromises showErrorsOf(String fault) {
        return add(Promises.errorsAreTraced(fault, path));
    }

    /**
     * T05, see {@link Promises#servicesAreNamed}.
     *
     * @return this
     */
    public TracePromises nameTheirServices() {
        return add(Promises.servicesAreNamed(path.services().toArray(String[]::new)));
    }

    /**
     * T08, see {@link Promises#tracesBlame}.
     *
     * @param fault the name of a fault that delays
     * @param share of the slow requests
     * @return this
     */
    public TracePromises blame(String fault, double share) {
        return add(Promises.tracesBlame(fault, share));
    }

    /**
     * What a share of them must show.
     *
     * @param share a ratio from 0 to 1
     * @param traces whose
     * @param rule what each of those shows
     * @return this
     */
    public TracePromises atLeast(double share, Traces traces, TraceRule rule) {
        return add(traces.atLeast(share, rule));
    }

    /**
     * T04, see {@link TraceStructurePromises#workStaysConnected}.
     *
     * @param service who leaves work behind
     * @param work a span of that work
     * @return this
     */
    public TracePromises holdWorkOf(String service, SpanSelector work) {
        return add(TraceStructurePromises.workStaysConnected(service, work));
    }

    /**
     * T06, see {@link TraceStructurePromises#samplingKeeps}.
     *
     * @param share of the traces
     * @return this
     */
    public TracePromises areKept(double share) {
        return add(TraceStructurePromises.samplingKeeps(share));
    }

    /**
     * T09, see {@link TraceStructurePromises#spansAgreeWithClients}.
     *
     * @param share of the requests
     * @param unseen how much longer a client may have waited
     * @return this
     */
    public TracePromises agreeWithClients(double share, Duration unseen) {
        return add(TraceStructurePromises.spansAgreeWithClients(share, unseen));
    }

    /**
     * T10, see {@link TraceStructurePromises#exemplarsLeadToTraces}.
     *
     * @param metric what the drill calls it
     * @return this
     */
    public TracePromises areFoundByExemplars(String metric) {
        return add(TraceStructurePromises.exemplarsLeadToTraces(metric));
    }

    /**
     * T11, see {@link TraceStructurePromises#attributesFollowConventions}.
     *
     * @return this
     */
    public TracePromises followConventions() {
        return add(TraceStructurePromises.attributesFollowConventions());
    }

    private TracePromises add(Promise promise) {
        promises.add(promise);
        return this;
    }
}
