package io.firedrill.assertions;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What is promised about an alert. Each step adds a promise. Confined to one thread. */
public final class AlertPromises {
    private final AlertSelector alert;
    private final List<Promise> promises;

    AlertPromises(AlertSelector alert, List<Promise> promises) {
        this.alert = alert;
        this.promises = promises;
    }

    /**
     * Narrows the steps that follow to alerts with a label.
     *
     * @param label its name
     * @param value its value
     * @return the narrower steps
     */
    public AlertPromises with(String label, String value) {
        return new AlertPromises(alert.with(label, value), promises);
    }

    /**
     * A01, see {@link Promises#firesWithin}.
     *
     * @param within counted from the start of the fault
     * @param fault its name
     * @return this
     */
    public AlertPromises firesWithin(Duration within, String fault) {
        return add(Promises.firesWithin(alert, fault, within));
    }

    /**
     * A03, see {@link Promises#waitsOut}.
     *
     * @param holdFor the {@code for} that is meant
     * @return this
     */
    public AlertPromises waitsOut(Duration holdFor) {
        return add(Promises.waitsOut(alert, holdFor));
    }

    /**
     * A05, see {@link Promises#reaches}.
     *
     * @param receiver the only receiver
     * @return this
     */
    public AlertPromises reaches(String receiver) {
        return add(Promises.reaches(alert, receiver));
    }

    /**
     * N01, see {@link Promises#isDelivered}.
     *
     * @return this
     */
    public AlertPromises isDelivered() {
        return add(Promises.isDelivered(alert));
    }

    /**
     * A09, see {@link Promises#resolvesWithin}.
     *
     * @param within counted from the end of the fault
     * @param fault its name
     * @return this
     */
    public AlertPromises resolvesWithin(Duration within, String fault) {
        return add(Promises.resolvesWithin(alert, fault, within));
    }

    /**
     * A17, see {@link Promises#alwaysFires}.
     *
     * @param receiver where it is delivered
     * @param every at least this often
     * @return this
     */
    public AlertPromises alwaysFires(String receiver, Duration every) {
        return add(Promises.alwaysFires(alert, receiver, every));
    }

    /**
     * A19, see {@link CoveragePromises#quietBelow}.
     *
     * @param threshold what the level must reach before the alert may fire
     * @param level what the drill calls it
     * @param fault the fault that holds it just below
     * @return this
     */
    public AlertPromises staysQuietBelow(double threshold, String level, String fault) {
        return add(CoveragePromises.quietBelow(alert, fault, level, threshold));
    }

    /**
     * Collects promises about what people get of it.
     *
     * @param about what it promises
     * @return this
     */
    public AlertPromises message(Consumer<MessageSteps> about) {
        about.accept(new MessageSteps(alert, promises));
        return this;
    }

    /**
     * Collects promises about how it is passed on.
     *
     * @param about what it promises
     * @return this
     */
    public AlertPromises route(Consumer<RouteSteps> about) {
        about.accept(new RouteSteps(alert, promises));
        return this;
    }

    /**
     * Collects promises about the restart of what watches.
     *
     * @param restart the fault that ends the process and starts it again
     * @param about what the alert promises
     * @return this
     */
    public AlertPromises restart(String restart, Consumer<RestartSteps> about) {
        about.accept(new RestartSteps(alert, restart, promises));
        return this;
    }

    private AlertPromises add(Promise promise) {
        promises.add(promise);
        return this;
    }
}
