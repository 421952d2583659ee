package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.stacks.observe.Recorder.Replica;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What Alertmanager counts of its notifications, where nobody else sees them: its counts and its groups are asked for at a steady
 * rate until it is closed, see {@link NotificationCounts}.
 */
final class CountedDeliveries implements DeliveryWitness {
    /** An alert that comes and goes in less may be missed; so a rise over a longer time is nobody's. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final String SYSTEM = "alertmanager metrics";

    private final List<Follower> followers;

    private CountedDeliveries(List<Follower> followers) {
        this.followers = List.copyOf(followers);
    }

    static CountedDeliveries begin(List<Replica> replicas, Clock clock, Duration interval) {
        CountedDeliveries deliveries = new CountedDeliveries(
                replicas.stream().map(replica -> new Follower(replica, clock)).toList());
        deliveries.followers.forEach(follower -> follower.beat.begin(interval, follower::poll));
        return deliveries;
    }

    @Override
    public List<Notification> notifications(Question question, Gaps gaps) {
        return followers.stream()
                .flatMap(follower -> follower.notifications(question, gaps).stream())
                .sorted(Comparator.comparing(Notification::at))
                .toList();
    }

    @Override
    public void close() {
        followers.forEach(follower -> follower.beat.close());
    }

    /** The counts of one Alertmanager, and why it could not be asked the last time. */
    private static final class Follower {
        private final Replica replica;
        private final Clock clock;
        private final NotificationCounts counts = new NotificationCounts(TOLERANCE);
        private final Beat beat = new Beat("notification-counts");
        private volatile String failure = "its groups never stood still";

        Follower(Replica replica, Clock clock) {
            this.replica = replica;
            this.clock = clock;
        }

        /** One that fails makes the next rise a rise over a longer time. */
        void poll() {
            try {
                CountSample.take(replica.client(), clock).ifPresent(counts::add);
            } catch (RuntimeException e) {
                failure = Gaps.said(e);
            }
        }

        List<Notification> notifications(Question question, Gaps gaps) {
            Source source =
                    new Source(SYSTEM, replica.client().source("/metrics").locator());
            Optional<String> useless = useless(question);
            if (useless.isPresent()) {
                gaps.add(Witness.INBOX, useless.get(), source);
                return List.of();
            }
            CountFolding folding = new CountFolding(question.configuration(), counts.counts(), question.zero())
                    .add(
                            counts.rises().stream()
                                    .filter(rise -> !rise.at().isAfter(question.end()))
                                    .toList(),
                            source,
                            Optional.of(replica.name()));
            folding.gaps(counts.concerned()).forEach(reason -> gaps.add(Witness.INBOX, reason, source));
            return folding.notifications();
        }

        private Optional<String> useless(Question question) {
            if (!counts.followed()) {
                return Optional.of("nobody records there what receivers are sent, and " + replica.name()
                        + " does not count it: " + failure);
            }
            return question.silences().isEmpty()
                    ? Optional.empty()
                    : Optional.of("Alertmanager counts what it tells, and not of which alerts; a silence is tried with"
                            + " remote.inbox or remote.events");
        }
    }
}
