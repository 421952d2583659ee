package io.firedrill.stacks.observe;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Receivers that an Alertmanager could not tell. Source: {@code alertmanager_notifications_failed_total} of Alertmanager 0.34, with
 * {@code --enable-feature=receiver-name-in-metrics}. Immutable.
 *
 * @param receiver its name
 * @param integration by which way
 */
public record FailedSending(String receiver, String integration) {
    private static final String FAILED = "alertmanager_notifications_failed_total";

    /**
     * Asks once.
     *
     * @param alertmanager which
     * @return those that failed at least once since it was started, for whatever reason
     * @throws io.firedrill.stacks.StackException if it does not answer
     */
    public static Set<FailedSending> of(AlertmanagerClient alertmanager) {
        Set<FailedSending> all = new HashSet<>();
        for (Map.Entry<Map<String, String>, Double> each :
                alertmanager.metrics().values(FAILED).entrySet()) {
            String receiver = each.getKey().getOrDefault("receiver_name", "");
            if (each.getValue() > 0 && !receiver.isEmpty()) {
                all.add(new FailedSending(receiver, each.getKey().getOrDefault("integration", "")));
            }
        }
        return all;
    }
}
