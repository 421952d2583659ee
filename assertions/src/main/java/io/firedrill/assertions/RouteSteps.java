package io.firedrill.assertions;

import java.time.Duration;
import java.util.List;

/** What is promised about how alerts are passed on. Each step adds a promise. Confined to one thread. */
public final class RouteSteps {
    private final AlertSelector alert;
    private final List<Promise> promises;

    RouteSteps(AlertSelector alert, List<Promise> promises) {
        this.alert = alert;
        this.promises = promises;
    }

    /**
     * A07, see {@link RoutingPromises#isGrouped}.
     *
     * @param alerts how many of them make a storm
     * @param together within this time
     * @param notifications in at most so many
     * @return this
     */
    public RouteSteps isGrouped(int alerts, Duration together, int notifications) {
        return add(RoutingPromises.isGrouped(alert, alerts, together, notifications));
    }

    /**
     * A11, see {@link RoutingPromises#isMutedBy}.
     *
     * @param interval the time interval
     * @param receiver from whom it is withheld
     * @param control an alert that is delivered meanwhile
     * @return this
     */
    public RouteSteps isMutedBy(String interval, String receiver, AlertSelector control) {
        return add(RoutingPromises.isMutedBy(alert, receiver, interval, control));
    }

    /**
     * A11, see {@link RoutingPromises#isNotMuted}.
     *
     * @param receiver who is told
     * @return this
     */
    public RouteSteps isNotMuted(String receiver) {
        return add(RoutingPromises.isNotMuted(alert, receiver));
    }

    /**
     * A12, see {@link RoutingPromises#repeatsEvery}.
     *
     * @param every how often
     * @param receiver who is reminded
     * @return this
     */
    public RouteSteps repeatsEvery(Duration every, String receiver) {
        return add(RoutingPromises.repeatsEvery(alert, receiver, every));
    }

    /**
     * A15, see {@link RoutingPromises#doesNotFlap}.
     *
     * @param faults those that come and go
     * @return this
     */
    public RouteSteps doesNotFlap(String... faults) {
        return add(RoutingPromises.doesNotFlap(alert, faults));
    }

    private RouteSteps add(Promise promise) {
        promises.add(promise);
        return this;
    }
}
