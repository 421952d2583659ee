package io.firedrill.evidence.alert;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One notification that reached an inbox; or, where there is none, that Alertmanager says a receiver took.
 *
 * @param at when it arrived, whole, or was taken
 * @param receiver the Alertmanager receiver it was sent for
 * @param integration {@code webhook}, {@code slack}, {@code pagerduty} or {@code email}
 * @param groupKey Alertmanager's key of the group (webhook), its hash (PagerDuty), or the labels of the group, as
 *     far as the integration tells
 * @param alerts the alerts in it
 * @param truncated how many alerts were left out of it
 * @param problems what the real service would refuse or a person would miss, in words; empty when it is complete
 * @param answered the HTTP status or the SMTP code the inbox answered with; 0 for no answer, 200 for what was taken
 * @param source the inbox URL; {@code alertmanager event log} or {@code alertmanager metrics} where that says so
 * @param shown the texts that a person sees, the title first; empty for a webhook, which shows its alerts to a program
 * @param sender the Alertmanager that sent it, e.g. {@code alertmanager-0}; empty for a mail, which does not tell
 * @param earliest when it may have been sent already, if it was only counted; empty if its time is known
 */
public record Notification(
        Duration at,
        String receiver,
        String integration,
        String groupKey,
        List<Item> alerts,
        int truncated,
        List<String> problems,
        int answered,
        Source source,
        List<Text> shown,
        Optional<String> sender,
        Optional<Duration> earliest) {
    private static final int TAKEN = 200;

    /** Copies the lists. */
    public Notification {
        alerts = List.copyOf(alerts);
        problems = List.copyOf(problems);
        shown = List.copyOf(shown);
    }

    /**
     * One that says nothing beyond its alerts, as a webhook.
     *
     * @param at when it arrived, whole
     * @param receiver the Alertmanager receiver it was sent for
     * @param integration as above
     * @param groupKey as above
     * @param alerts the alerts in it
     * @param truncated how many alerts were left out of it
     * @param problems as above
     * @param answered as above
     * @param source the inbox URL
     */
    public Notification(
            Duration at,
            String receiver,
            String integration,
            String groupKey,
            List<Item> alerts,
            int truncated,
            List<String> problems,
            int answered,
            Source source) {
        this(
                at,
                receiver,
                integration,
                groupKey,
                alerts,
                truncated,
                problems,
                answered,
                source,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * One that does not tell who sent it.
     *
     * @param at when it arrived, whole
     * @param receiver the Alertmanager receiver it was sent for
     * @param integration as above
     * @param groupKey as above
     * @param alerts the alerts in it
     * @param truncated how many alerts were left out of it
     * @param problems as above
     * @param answered as above
     * @param source the inbox URL
     * @param shown as above
     */
    public Notification(
            Duration at,
            String receiver,
            String integration,
            String groupKey,
            List<Item> alerts,
            int truncated,
            List<String> problems,
            int answered,
            Source source,
            List<Text> shown) {
        this(
                at,
                receiver,
                integration,
                groupKey,
                alerts,
                truncated,
                problems,
                answered,
                source,
                shown,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * One that nobody saw arrive: Alertmanager says that its receiver took it.
     *
     * @param at when, or when it was counted
     * @param receiver as above
     * @param integration as above
     * @param groupKey as above
     * @param alerts as above
     * @param source where Alertmanager says so
     * @param sender as above
     * @param earliest as above
     * @return complete and accepted, as far as anybody knows
     */
    public static Notification taken(
            Duration at,
            String receiver,
            String integration,
            String groupKey,
            List<Item> alerts,
            Source source,
            Optional<String> sender,
            Optional<Duration> earliest) {
        return new Notification(
                at, receiver, integration, groupKey, alerts, 0, List.of(), TAKEN, source, List.of(), sender, earliest);
    }

    /**
     * A text as a person sees it.
     *
     * @param field what the integration calls it, e.g. {@code attachment title}
     * @param text expanded; blank if nothing is there
     */
    public record Text(String field, String text) {}

    /**
     * Whether the receiver took it; one that was turned away, or got no answer, reached nobody.
     *
     * @return true for an HTTP or SMTP answer of 2xx
     */
    public boolean accepted() {
        return answered / 100 == 2;
    }

    /**
     * One alert in a notification.
     *
     * @param firing false when it says resolved
     * @param labels all labels, {@code alertname} among them
     * @param annotations expanded annotations
     * @param startsAt when Prometheus says it began to fire
     * @param endsAt when it ended; empty while it fires
     * @param fingerprint Alertmanager's id of the label set
     */
    public record Item(
            boolean firing,
            Map<String, String> labels,
            Map<String, String> annotations,
            Duration startsAt,
            Optional<Duration> endsAt,
            String fingerprint) {
        /** Copies the maps. */
        public Item {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }
}
