package io.firedrill.assertions;

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

    private TracePromises add(Promise promise) {
        promises.add(promise);
        return this;
    }
}
