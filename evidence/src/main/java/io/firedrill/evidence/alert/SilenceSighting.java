package io.firedrill.evidence.alert;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.List;

/**
 * A silence that Alertmanager had during the drill, whoever made it. Source: Alertmanager 0.34 {@code GET /api/v2/silences},
 * polled; those that were over before the drill are left out.
 *
 * @param id Alertmanager's id
 * @param matchers as Alertmanager writes them, e.g. {@code service="inference"}
 * @param startsAt when it begins, from clock zero
 * @param endsAt when it is to end, from clock zero
 * @param author who made it; may be empty
 * @param comment why; may be empty
 * @param firstSeen the first poll that saw it
 * @param lastSeen the last poll that saw it
 * @param state what the last poll said: {@code pending}, {@code active} or {@code expired}
 * @param source the URL
 */
public record SilenceSighting(
        String id,
        List<String> matchers,
        Duration startsAt,
        Duration endsAt,
        String author,
        String comment,
        Duration firstSeen,
        Duration lastSeen,
        String state,
        Source source) {
    /** Copies the list. */
    public SilenceSighting {
        matchers = List.copyOf(matchers);
    }
}
