package io.firedrill.stacks.inbox;

import io.firedrill.evidence.alert.Notification.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notification read leniently: what could be read, and everything that is wrong with it. Immutable.
 *
 * @param receiver the receiver that it names itself
 * @param groupKey what tells its group from others: Alertmanager's key, its hash, or the group's labels
 * @param shown what a person sees, the title first
 */
record Message(
        Optional<String> receiver,
        String groupKey,
        List<Alert> alerts,
        int truncated,
        List<String> problems,
        List<Text> shown) {
    Message {
        alerts = List.copyOf(alerts);
        problems = List.copyOf(problems);
        shown = List.copyOf(shown);
    }

    record Alert(
            boolean firing,
            Map<String, String> labels,
            Map<String, String> annotations,
            Optional<Instant> startsAt,
            Optional<Instant> endsAt,
            String fingerprint) {}

    static Message unreadable(String problem) {
        return new Message(Optional.empty(), "", List.of(), 0, List.of(problem), List.of());
    }

    Message with(List<String> more) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(more);
        return new Message(receiver, groupKey, alerts, truncated, all, shown);
    }
}
