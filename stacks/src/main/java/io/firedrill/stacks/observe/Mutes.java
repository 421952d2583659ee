package io.firedrill.stacks.observe;

import io.firedrill.stacks.observe.AlertmanagerClient.Alert;
import io.firedrill.stacks.observe.AlertmanagerClient.Group;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which time intervals mute which alerts. {@code /api/v2/alerts} says nothing of them, only the groups do. */
final class Mutes {
    private Mutes() {}

    /** The same alerts, each with what mutes it. Towards a receiver it is muted only if all its groups there are. */
    static List<Alert> added(List<Alert> alerts, List<Group> groups) {
        Map<String, Map<String, List<String>>> muted = new HashMap<>();
        for (Group group : groups) {
            for (Alert alert : group.alerts()) {
                muted.computeIfAbsent(alert.fingerprint(), key -> new HashMap<>())
                        .merge(group.receiver(), group.mutedBy(), Mutes::weaker);
            }
        }
        muted.values().forEach(receivers -> receivers.values().removeIf(List::isEmpty));
        return alerts.stream()
                .map(alert -> alert.mutedBy(muted.getOrDefault(alert.fingerprint(), Map.of())))
                .toList();
    }

    private static List<String> weaker(List<String> one, List<String> other) {
        return one.isEmpty() ? one : other;
    }
}
