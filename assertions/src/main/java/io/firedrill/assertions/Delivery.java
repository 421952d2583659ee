package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One alert in one notification, and where it is in the evidence. */
record Delivery(int index, Notification notification, Notification.Item item) {
    /** How a source begins that is no inbox. */
    private static final String ALERTMANAGER = "alertmanager ";

    /** Those of every alert with such labels, in order of arrival. */
    static List<Delivery> of(Evidence evidence, Predicate<Map<String, String>> labels) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < evidence.notifications().size(); i++) {
            Notification notification = evidence.notifications().get(i);
            for (Notification.Item item : notification.alerts()) {
                if (labels.test(item.labels())) {
                    deliveries.add(new Delivery(i, notification, item));
                }
            }
        }
        deliveries.sort(Comparator.comparing(Delivery::at));
        return List.copyOf(deliveries);
    }

    Duration at() {
        return notification.at();
    }

    String receiver() {
        return notification.receiver();
    }

    Way way() {
        return Way.of(notification);
    }

    /** The Alertmanager that sent it, where that is known. */
    Optional<String> sender() {
        return notification.sender();
    }

    boolean firing() {
        return item.firing();
    }

    /** Whether the receiver took it; one that was turned away reached nobody. */
    boolean accepted() {
        return notification.accepted();
    }

    boolean within(Episode window) {
        return window.covers(at());
    }

    String pointer() {
        return "/notifications/" + index;
    }

    /** Why nobody knows whether it came in time: it was counted after the limit, and may have been sent before. */
    Optional<String> undecided(Duration limit) {
        return notification
                .earliest()
                .filter(earliest -> earliest.compareTo(limit) <= 0 && at().compareTo(limit) > 0)
                .map(earliest -> "it was counted between %s and %s, and due by %s"
                        .formatted(Words.at(earliest), Words.at(at()), Words.at(limit)));
    }

    /** {@code to oncall at t+31.0s}; {@code to oncall by Slack at t+31.0s (by Alertmanager's metrics)}. */
    String told() {
        String system = notification.source().system();
        return "to " + way() + " at " + Words.at(at())
                + (system.startsWith(ALERTMANAGER)
                        ? " (by Alertmanager's " + system.substring(ALERTMANAGER.length()) + ")"
                        : "");
    }

    static String told(Collection<Delivery> deliveries) {
        return Words.list(deliveries.stream().map(Delivery::told).toList());
    }

    static List<String> pointers(Collection<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::pointer).distinct().collect(Collectors.toList());
    }
}
