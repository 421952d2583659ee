package io.firedrill.scenarios.chain;

import io.firedrill.assertions.LeftBehind;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Notification.Item;
import io.firedrill.evidence.rule.ChainTrial.Delivery;
import io.firedrill.evidence.rule.ChainTrial.Recipient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who was told of which alert, by what arrived. Immutable. */
final class Deliveries {
    private final Map<Map<String, String>, List<Telling>> byLabels = new HashMap<>();
    private final Predicate<Recipient> tellsEnd;

    Deliveries(List<Notification> notifications, Predicate<Recipient> tellsEnd) {
        this.tellsEnd = tellsEnd;
        notifications.stream()
                .filter(Notification::accepted)
                .forEach(each -> each.alerts()
                        .forEach(item -> byLabels.computeIfAbsent(item.labels(), any -> new ArrayList<>())
                                .add(new Telling(each, item))));
    }

    private record Telling(Notification notification, Item item) {
        Recipient recipient() {
            return new Recipient(notification.receiver(), notification.integration());
        }

        /** What other alerts of the same message left behind is theirs. */
        Optional<String> unexpanded() {
            Optional<String> own = texts(item).filter(Telling::isLeft).findFirst();
            boolean others =
                    notification.alerts().stream().flatMap(Telling::texts).anyMatch(Telling::isLeft);
            return own.isPresent() || others
                    ? own
                    : notification.shown().stream()
                            .map(Notification.Text::text)
                            .filter(Telling::isLeft)
                            .findFirst();
        }

        private static Stream<String> texts(Item item) {
            return Stream.concat(item.labels().values().stream(), item.annotations().values().stream());
        }

        private static boolean isLeft(String text) {
            return !LeftBehind.in(text).isEmpty();
        }
    }

    /** By recipient, the first that told of any of these alerts. */
    List<Delivery> of(Iterable<Map<String, String>> alerts) {
        Map<Recipient, Delivery> first = new LinkedHashMap<>();
        for (Map<String, String> labels : alerts) {
            List<Telling> all = byLabels.getOrDefault(labels, List.of());
            all.stream()
                    .filter(each -> each.item().firing())
                    .forEach(each -> first.putIfAbsent(each.recipient(), delivery(each, all)));
        }
        return List.copyOf(first.values());
    }

    private Delivery delivery(Telling telling, List<Telling> all) {
        Notification notification = telling.notification();
        return new Delivery(
                telling.recipient(),
                notification.at().minus(telling.item().startsAt()),
                notification.groupKey(),
                notification.alerts().size(),
                notification.shown(),
                telling.unexpanded(),
                notification.problems(),
                tellsEnd.test(telling.recipient()),
                end(telling, all));
    }

    private static Optional<Duration> end(Telling telling, List<Telling> all) {
        return all.stream()
                .filter(each -> !each.item().firing() && each.recipient().equals(telling.recipient()))
                .map(each -> each.notification()
                        .at()
                        .minus(each.item().endsAt().orElse(each.notification().at())))
                .findFirst();
    }
}
