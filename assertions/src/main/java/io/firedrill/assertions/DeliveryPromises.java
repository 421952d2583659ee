package io.firedrill.assertions;

/**
 * The promises of the catalogue about what reaches people: whether they can read it, by which integration it comes, whether
 * they hear the end, and what becomes of it when a receiver is out. Like {@link Promises}, data that a drill lists.
 * Thread-safe.
 */
public final class DeliveryPromises {
    private DeliveryPromises() {}

    /**
     * A06: what people read of it has a title, and every template in it is expanded.
     *
     * @param alert which alerts
     * @return the promise
     */
    public static Promise isReadable(AlertSelector alert) {
        return new TextExpanded(alert);
    }

    /**
     * N02: each time it fires it is delivered to Slack, complete and as Slack takes it. Inconclusive where Alertmanager
     * routes it to no receiver with Slack.
     *
     * @param alert which alerts
     * @return the promise
     */
    public static Promise reachesSlack(AlertSelector alert) {
        return new AlertDelivered(Integration.SLACK, alert);
    }

    /**
     * N03: each time it fires it is delivered by mail, with sender, recipient and something to read.
     *
     * @param alert which alerts
     * @return the promise, see {@link #reachesSlack}
     */
    public static Promise reachesMail(AlertSelector alert) {
        return new AlertDelivered(Integration.EMAIL, alert);
    }

    /**
     * N04: each time it fires it is delivered to PagerDuty, complete and as PagerDuty takes it.
     *
     * @param alert which alerts
     * @return the promise, see {@link #reachesSlack}
     */
    public static Promise reachesPagerDuty(AlertSelector alert) {
        return new AlertDelivered(Integration.PAGERDUTY, alert);
    }

    /**
     * N05: an outage of a receiver does not lose it: it is delivered there later, or another alert tells people, by another
     * way, that it was lost.
     *
     * @param alert which alerts; they must fire or end during the outage
     * @param fault the name of a fault of a receiver, e.g. on {@code alertmanager->oncall/slack}
     * @param loss the alert on Alertmanager's failed notifications
     * @return the promise
     */
    public static Promise outageLosesNothing(AlertSelector alert, String fault, AlertSelector loss) {
        return new OutageSurvived(alert, fault, loss);
    }

    /**
     * N06: whoever was told of it is told the end, by each integration that told it.
     *
     * @param alert which alerts; they must end during the drill
     * @return the promise
     */
    public static Promise tellsTheEnd(AlertSelector alert) {
        return new EndTold(alert);
    }
}
