package io.firedrill.stacks.observe;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.AlertEvent.Kind;
import io.firedrill.evidence.alert.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Alertmanager's event recorder says that it told: one event for each notification that a receiver took (0.33 and later).
 * Its times are Alertmanager's, so its clock must agree with ours.
 */
final class LoggedDeliveries implements DeliveryWitness {
    private record Told(Duration at, String receiver, String integration, Source source) {
        static Told of(AlertEvent event) {
            return new Told(event.at(), event.receiver(), event.integration(), event.source());
        }
    }

    private final Witnesses witnesses;

    LoggedDeliveries(Witnesses witnesses) {
        this.witnesses = witnesses;
    }

    @Override
    public List<Notification> notifications(Question question, Gaps gaps) {
        doubts(question, gaps);
        Map<Told, List<AlertEvent>> told = LoggedEvent.all(question.events()).stream()
                .filter(event -> event.kind() == Kind.NOTIFIED || event.kind() == Kind.NOTIFIED_OF_END)
                .collect(groupingBy(Told::of, LinkedHashMap::new, toList()));
        return told.entrySet().stream()
                .map(each -> notification(each.getKey(), each.getValue()))
                .toList();
    }

    /** A log with a hole, of some Alertmanagers only, of another time, or by another clock, shows no absence. */
    private void doubts(Question question, Gaps gaps) {
        List<EventLog> logs = witnesses.eventLogs().stream()
                .map(file -> new EventLog(file, question.begun(), question.end()))
                .toList();
        Source source = logs.get(0).source();
        gaps.list().stream()
                .filter(gap -> gap.witness() == Witness.EVENT_RECORDER)
                .map(Gap::reason)
                .forEach(reason -> gaps.add(Witness.INBOX, reason, source));
        int replicas = witnesses.replicas().size();
        if (logs.size() < replicas) {
            gaps.add(
                    Witness.INBOX,
                    "remote.events names " + logs.size() + " of the logs of " + replicas + " Alertmanagers",
                    source);
        }
        if (question.events().isEmpty()) {
            gaps.add(
                    Witness.INBOX,
                    "the event log has nothing of that time: Alertmanager writes it with --enable-feature=event-recorder",
                    source);
        }
        holes(logs, question.begun(), gaps);
        Clocks clocks = new Clocks(witnesses.clock());
        witnesses.replicas().forEach(replica -> clocks.checkAlertmanager(replica, source, gaps));
    }

    /** What was in it before it was rotated is not known. */
    private static void holes(List<EventLog> logs, Instant begun, Gaps gaps) {
        logs.stream()
                .filter(log ->
                        log.begins().filter(first -> first.isBefore(begun)).isEmpty())
                .forEach(log -> gaps.add(
                        Witness.INBOX,
                        "the event log does not begin before the drill: what was in it before it was rotated is not known",
                        log.source()));
    }

    private static Notification notification(Told told, List<AlertEvent> events) {
        List<Notification.Item> items =
                events.stream().map(event -> item(event, told.at())).toList();
        return Notification.taken(
                told.at(),
                told.receiver(),
                told.integration(),
                "",
                items,
                told.source(),
                Optional.empty(),
                Optional.empty());
    }

    private static Notification.Item item(AlertEvent event, Duration at) {
        boolean firing = event.kind() == Kind.NOTIFIED;
        return new Notification.Item(
                firing, event.labels(), Map.of(), at, firing ? Optional.empty() : Optional.of(at), "");
    }
}
