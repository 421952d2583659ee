package io.firedrill.stacks.inbox;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that has arrived, whichever way it came. Thread-safe. */
final class Journal {
    private final List<Received> received = new CopyOnWriteArrayList<>();

    void add(Received each) {
        received.add(each);
    }

    List<Notification> notifications(Instant zero, Instant from, Instant to) {
        return received.stream()
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(to))
                .sorted(Comparator.comparing(Received::at))
                .map(each -> each.since(zero))
                .toList();
    }

    boolean resolutionReached(Map<String, String> labels, Instant lastFiring) {
        Set<String> told = new HashSet<>();
        Set<String> resolved = new HashSet<>();
        for (Received each : received) {
            for (Message.Alert alert : each.message().alerts()) {
                if (alert.labels().entrySet().containsAll(labels.entrySet())) {
                    boolean over = !alert.firing()
                            && each.answered() / 100 == 2
                            && each.at().isAfter(lastFiring);
                    (over ? resolved : told).add(each.receiver());
                }
            }
        }
        return !resolved.isEmpty() && resolved.containsAll(told);
    }

    /** One notification as it came; {@code answered} is 0 when it got no answer. */
    record Received(
            Instant at,
            String receiver,
            String integration,
            Message message,
            int answered,
            String locator,
            Optional<String> sender) {
        Notification since(Instant zero) {
            List<String> problems = new ArrayList<>(message.problems());
            message.receiver()
                    .filter(named -> !named.equals(receiver))
                    .ifPresent(named -> problems.add("receiver must be " + receiver + ", but was " + named));
            List<Notification.Item> items =
                    message.alerts().stream().map(alert -> item(zero, alert)).toList();
            return new Notification(
                    Duration.between(zero, at),
                    receiver,
                    integration,
                    message.groupKey(),
                    items,
                    message.truncated(),
                    problems,
                    answered,
                    new Source(integration + " inbox", locator),
                    message.shown(),
                    sender,
                    Optional.empty());
        }

        private Notification.Item item(Instant zero, Message.Alert alert) {
            return new Notification.Item(
                    alert.firing(),
                    alert.labels(),
                    alert.annotations(),
                    Duration.between(zero, alert.startsAt().orElse(at)),
                    alert.endsAt().map(end -> Duration.between(zero, end)),
                    alert.fingerprint());
        }
    }
}
