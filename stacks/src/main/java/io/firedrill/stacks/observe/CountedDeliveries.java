package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.stacks.observe.Recorder.Replica;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Alertmanager counts of its notifications, where nobody else sees them: its counts and its groups are asked for at a steady
 * rate until it is closed, see {@link NotificationCounts}.
 */
final class CountedDeliveries implements DeliveryWitness {
    /** An alert that comes and goes in less may be missed; so a rise over a longer time is nobody's. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final String SYSTEM = "alertmanager metrics";

    /** The counts of one Alertmanager, and why it could not be asked the last time. */
    private static final class Follower {
        private final NotificationCounts counts = new NotificationCounts(TOLERANCE);
        private volatile String failure = "its groups never stood still";
    }

    private final Map<Replica, Follower> followers = new HashMap<>();
    private final List<Beat> beats = new ArrayList<>();

    private CountedDeliveries() {}

    static CountedDeliveries begin(List<Replica> replicas, Clock clock, Duration interval) {
        CountedDeliveries deliveries = new CountedDeliveries();
        for (Replica replica : replicas) {
            Follower follower = new Follower();
            deliveries.followers.put(replica, follower);
            Beat beat = new Beat("notification-counts");
            deliveries.beats.add(beat);
            beat.begin(interval, () -> poll(replica, follower, clock));
        }
        return deliveries;
    }

    /** One that fails makes the next rise a rise over a longer time. */
    private static void poll(Replica replica, Follower follower, Clock clock) {
        try {
            CountSample.take(replica.client(), clock).ifPresent(follower.counts::add);
        } catch (RuntimeException e) {
            follower.failure = Gaps.said(e);
        }
    }

    @Override
    public List<Notification> notifications(Question question, Gaps gaps) {
        List<Notification> all = new ArrayList<>();
        followers.forEach((replica, follower) -> all.addAll(of(replica, follower, question, gaps)));
        all.sort(Comparator.comparing(Notification::at));
        return all;
    }

    private static List<Notification> of(Replica replica, Follower follower, Question question, Gaps gaps) {
        Source source = new Source(SYSTEM, replica.client().source("/metrics").locator());
        if (!follower.counts.followed()) {
            gaps.add(
                    Witness.INBOX,
                    "nobody records there what receivers are sent, and " + replica.name() + " does not count it: "
                            + follower.failure,
                    source);
            return List.of();
        }
        if (!question.silences().isEmpty()) {
            gaps.add(
                    Witness.INBOX,
                    "Alertmanager counts what it tells, and not of which alerts; a silence is tried with"
                            + " remote.inbox or remote.events",
                    source);
            return List.of();
        }
        CountFolding folding = new CountFolding(question.configuration(), follower.counts.counts(), question.zero())
                .add(
                        follower.counts.rises().stream()
                                .filter(rise -> !rise.at().isAfter(question.end()))
                                .toList(),
                        source,
                        Optional.of(replica.name()));
        folding.gaps(follower.counts.concerned()).forEach(reason -> gaps.add(Witness.INBOX, reason, source));
        return folding.notifications();
    }

    @Override
    public void close() {
        beats.forEach(Beat::close);
    }
}
