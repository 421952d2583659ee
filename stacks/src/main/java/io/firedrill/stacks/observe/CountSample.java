package io.firedrill.stacks.observe;

import io.firedrill.evidence.Level;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.AlertmanagerClient.Group;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one Alertmanager showed, and had counted, at one moment. Source: {@code /api/v2/alerts/groups}, and {@code /metrics} of
 * Alertmanager 0.34: {@code alertmanager_notification_requests_total} and its failures by integration (by receiver as well with
 * {@code --enable-feature=receiver-name-in-metrics}), {@code alertmanager_dispatcher_aggregation_groups}.
 *
 * @param asked when the question was sent
 * @param at when the answer was there
 * @param groups those that it shows, which have an alert that has not ended
 * @param hidden how many more there are: those whose alerts have all ended, until some time after they told so
 * @param process when it was started, in seconds since 1970
 * @param taken by the labels of the count, how many notifications were taken
 * @param failed by the same, how many attempts failed
 * @param slow by the same, how many attempts took longer than a second
 */
record CountSample(
        Instant asked,
        Instant at,
        Map<CountSample.Key, Group> groups,
        int hidden,
        double process,
        Map<Map<String, String>, Double> taken,
        Map<Map<String, String>, Double> failed,
        Map<Map<String, String>, Double> slow) {
    private static final String GROUPS = "alertmanager_dispatcher_aggregation_groups";
    private static final String SENT = "alertmanager_notification_requests_total";
    private static final String TOOK = "alertmanager_notification_latency_seconds";

    CountSample {
        groups = Map.copyOf(groups);
        taken = Map.copyOf(taken);
        failed = Map.copyOf(failed);
        slow = Map.copyOf(slow);
    }

    /** What a group is known by. */
    record Key(String receiver, Map<String, String> labels) {
        static Key of(Group group) {
            return new Key(group.receiver(), group.labels());
        }
    }

    /** Empty if its groups changed meanwhile, so that nobody knows which of them were counted. */
    static Optional<CountSample> take(AlertmanagerClient alertmanager, Clock clock) {
        List<Group> before = alertmanager.groups();
        Instant asked = clock.instant();
        Exposition counted = alertmanager.metrics();
        Instant at = clock.instant();
        List<Group> after = alertmanager.groups();
        if (!counted.has(GROUPS) || !counted.has(SENT)) {
            throw new StackException("its /metrics has no " + (counted.has(SENT) ? GROUPS : SENT)
                    + ", so it does not count what it tells");
        }
        Map<Key, Group> groups = new HashMap<>();
        after.forEach(group -> groups.put(Key.of(group), group));
        return keys(before).equals(groups.keySet()) && groups.size() == after.size()
                ? Optional.of(new CountSample(
                        asked,
                        at,
                        groups,
                        (int) counted.sum(GROUPS) - after.size(),
                        counted.sum("process_start_time_seconds"),
                        taken(counted),
                        counted.values(Level.FAILED_SENDS),
                        slow(counted)))
                : Optional.empty();
    }

    private static Set<Key> keys(List<Group> groups) {
        return groups.stream().map(Key::of).collect(Collectors.toSet());
    }

    private static Map<Map<String, String>, Double> slow(Exposition counted) {
        Map<Map<String, String>, Double> slow = new HashMap<>(counted.values(TOOK + "_count"));
        counted.values(TOOK + "_bucket").forEach((labels, within) -> {
            Map<String, String> others = new HashMap<>(labels);
            if ("1".equals(others.remove("le"))) {
                slow.merge(others, -within, Double::sum);
            }
        });
        return slow;
    }

    private static Map<Map<String, String>, Double> taken(Exposition counted) {
        Map<Map<String, String>, Double> taken = new HashMap<>(counted.values(SENT));
        counted.values(Level.FAILED_SENDS).forEach((labels, failed) -> taken.merge(labels, -failed, Double::sum));
        return taken;
    }
}
