package io.firedrill.evidence.rule;

import io.firedrill.evidence.alert.Notification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of an alert in a live chain: a Prometheus that scrapes what was made up, its time compressed, and the team's own
 * Alertmanager, whose receivers lead to inboxes. Source: {@code ALERTS}, {@code /api/v2/alerts}, the inbox.
 *
 * @param factor how many times faster than written its windows and intervals are
 * @param seeded whether the beginning of its condition lies in history that was written, and was not scraped
 * @param early whether it fired before its condition was met
 * @param fired whether it fired in Prometheus
 * @param known whether Alertmanager had it
 * @param awaited who had to be told, by route and integration
 * @param deliveries who was
 * @param failures why some of those who had to be told were not, as far as Alertmanager or their inbox say
 * @param inhibitedBy alerts that withheld it while they fired as well
 * @param alone whether it was fired again without those
 * @param mutedBy time intervals within which it is not told
 * @param always why what inhibits it fires whenever it does; empty if there is no proof of that
 * @param ended whether it was over in Prometheus while the chain was still watched
 * @param reason why it was not tried; empty if it was
 */
public record ChainTrial(
        double factor,
        boolean seeded,
        boolean early,
        boolean fired,
        boolean known,
        List<Recipient> awaited,
        List<Delivery> deliveries,
        List<Failure> failures,
        List<String> inhibitedBy,
        boolean alone,
        List<String> mutedBy,
        Optional<String> always,
        boolean ended,
        String reason) {
    /** Copies the lists. */
    public ChainTrial {
        awaited = List.copyOf(awaited);
        deliveries = List.copyOf(deliveries);
        failures = List.copyOf(failures);
        inhibitedBy = List.copyOf(inhibitedBy);
        mutedBy = List.copyOf(mutedBy);
    }

    /**
     * One that was not tried.
     *
     * @param reason why, a clause
     * @return nothing was seen
     */
    public static ChainTrial none(String reason) {
        return new ChainTrial(
                1,
                false,
                false,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of(),
                Optional.empty(),
                false,
                reason);
    }

    /**
     * The same with a proof.
     *
     * @param why what inhibits it fires whenever it does; empty if there is none
     * @return a new trial
     */
    public ChainTrial always(Optional<String> why) {
        return new ChainTrial(
                factor,
                seeded,
                early,
                fired,
                known,
                awaited,
                deliveries,
                failures,
                inhibitedBy,
                alone,
                mutedBy,
                why,
                ended,
                reason);
    }

    /**
     * Who is told.
     *
     * @param receiver of Alertmanager
     * @param integration by which way
     */
    public record Recipient(String receiver, String integration) {
        @Override
        public String toString() {
            return receiver + " (" + integration + ")";
        }
    }

    /**
     * Somebody who could not be told.
     *
     * @param recipient who
     * @param reason why, a clause
     */
    public record Failure(Recipient recipient, String reason) {}

    /**
     * The first notification that told of it.
     *
     * @param recipient who was told
     * @param after how long after it fired, as the compressed time goes
     * @param group Alertmanager's key of the group, as far as the integration tells
     * @param together how many alerts stood in it
     * @param shown what people read; empty for a webhook
     * @param unexpanded a text with the rest of a template in it; empty if there is none
     * @param problems what the real service would refuse, or people would miss
     * @param tellsEnd whether {@code send_resolved} is set
     * @param end how long after its end that was told; empty if it was not
     */
    public record Delivery(
            Recipient recipient,
            Duration after,
            String group,
            int together,
            List<Notification.Text> shown,
            Optional<String> unexpanded,
            List<String> problems,
            boolean tellsEnd,
            Optional<Duration> end) {
        /** Copies the lists. */
        public Delivery {
            shown = List.copyOf(shown);
            problems = List.copyOf(problems);
        }
    }
}
