package io.firedrill.stacks.workspace;

/** Where an Alertmanager's notifications go in one run, as that Alertmanager reaches it. */
public interface DeliveryTargets {
    /**
     * What is reached by HTTP.
     *
     * @param integration {@code webhook}, {@code slack} or {@code pagerduty}
     * @param receiver the receiver's name
     * @return a whole URL
     */
    String http(String integration, String receiver);

    /**
     * What mails are handed to.
     *
     * @return {@code host:port}, never port 465
     */
    String smarthost();
}
