package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.AlertEvent.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What Alertmanager's event log says of an alert during one stretch. Its queue is best effort, so that only what it says
 * counts, never what it does not.
 */
record EventTrail(AlertStory story, Episode during) {
    /** The first sign that Alertmanager took it in. */
    Optional<AlertEvent> taken() {
        return events().stream().findFirst();
    }

    /** That a receiver took a notification in which it fires. */
    Optional<AlertEvent> told(Way way) {
        return events().stream()
                .filter(event -> event.kind() == Kind.NOTIFIED
                        && event.receiver().equals(way.receiver())
                        && event.integration().equals(way.integration()))
                .findFirst();
    }

    /** How far it came on its way to a receiver that never got it; empty if nobody knows. */
    String lostBefore(Way way) {
        if (Gates.witness(story.evidence(), Witness.EVENT_RECORDER).isPresent()) {
            return "";
        }
        Optional<AlertEvent> withheld = last(Kind.SILENCED).or(() -> last(Kind.INHIBITED));
        if (withheld.isPresent()) {
            String by = withheld.get().kind() == Kind.SILENCED ? "a silence" : "an inhibition rule";
            return "Alertmanager withheld it: its event log names %s at %s"
                    .formatted(by, at(withheld.get().at()));
        }
        return events().stream()
                .filter(event ->
                        event.kind() == Kind.GROUPED && event.receiver().equals(way.receiver()))
                .findFirst()
                .map(grouped ->
                        "it was lost in Alertmanager: its event log has it grouped for %s at %s, and no notification of it"
                                .formatted(way.receiver(), at(grouped.at())))
                .orElse("");
    }

    static String pointer(Evidence evidence, AlertEvent event) {
        return "/events/" + evidence.events().indexOf(event);
    }

    private Optional<AlertEvent> last(Kind kind) {
        return events().stream().filter(event -> event.kind() == kind).reduce((earlier, later) -> later);
    }

    private List<AlertEvent> events() {
        return story.evidence().events().stream()
                .filter(event -> during.covers(event.at()) && story.isMine(event.labels()))
                .toList();
    }
}
