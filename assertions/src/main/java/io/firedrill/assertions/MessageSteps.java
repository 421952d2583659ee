package io.firedrill.assertions;

import java.util.List;

/** What is promised about that which people get of an alert. Each step adds a promise. Confined to one thread. */
public final class MessageSteps {
    private final AlertSelector alert;
    private final List<Promise> promises;

    MessageSteps(AlertSelector alert, List<Promise> promises) {
        this.alert = alert;
        this.promises = promises;
    }

    /**
     * A06, see {@link DeliveryPromises#isReadable}.
     *
     * @return this
     */
    public MessageSteps isReadable() {
        return add(DeliveryPromises.isReadable(alert));
    }

    /**
     * N02, see {@link DeliveryPromises#reachesSlack}.
     *
     * @return this
     */
    public MessageSteps comesBySlack() {
        return add(DeliveryPromises.reachesSlack(alert));
    }

    /**
     * N03, see {@link DeliveryPromises#reachesMail}.
     *
     * @return this
     */
    public MessageSteps comesByMail() {
        return add(DeliveryPromises.reachesMail(alert));
    }

    /**
     * N04, see {@link DeliveryPromises#reachesPagerDuty}.
     *
     * @return this
     */
    public MessageSteps comesByPagerDuty() {
        return add(DeliveryPromises.reachesPagerDuty(alert));
    }

    /**
     * N05, see {@link DeliveryPromises#outageLosesNothing}.
     *
     * @param fault the outage of a receiver
     * @param loss the alert that tells a loss
     * @return this
     */
    public MessageSteps isNotLostBy(String fault, AlertSelector loss) {
        return add(DeliveryPromises.outageLosesNothing(alert, fault, loss));
    }

    /**
     * N06, see {@link DeliveryPromises#tellsTheEnd}.
     *
     * @return this
     */
    public MessageSteps tellsTheEnd() {
        return add(DeliveryPromises.tellsTheEnd(alert));
    }

    private MessageSteps add(Promise promise) {
        promises.add(promise);
        return this;
    }
}
