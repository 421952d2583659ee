package io.firedrill.evidence.alert;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.Map;

/**
 * What Alertmanager itself wrote down of one alert on its way. Source: the event recorder of Alertmanager 0.33 and later. Its
 * queue is best effort, and so is this: what is there happened, what is missing may have happened as well.
 *
 * @param at when it was recorded
 * @param kind what happened
 * @param labels all labels of the alert, {@code alertname} among them
 * @param receiver the receiver of its group; empty where Alertmanager does not say
 * @param integration of a notification, e.g. {@code webhook}; empty for everything else
 * @param source the event log
 */
public record AlertEvent(
        Duration at, Kind kind, Map<String, String> labels, String receiver, String integration, Source source) {
    /** Copies the map. */
    public AlertEvent {
        labels = Map.copyOf(labels);
    }

    /** A step of the way. */
    public enum Kind {
        /** Alertmanager took it in. */
        CREATED,
        /** A route put it into a group. */
        GROUPED,
        /** A silence cut it out of a flush. */
        SILENCED,
        /** An inhibition rule cut it out of a flush. */
        INHIBITED,
        /** A receiver took a notification in which it fires. */
        NOTIFIED,
        /** A receiver took a notification in which it is over. */
        NOTIFIED_OF_END
    }
}
