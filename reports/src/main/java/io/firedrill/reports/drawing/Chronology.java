package io.firedrill.reports.drawing;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A drill in words: what the timeline draws, event by event. Thread-safe. */
public final class Chronology {
    private Chronology() {}

    /**
     * One event.
     *
     * @param at when
     * @param witness who saw it
     * @param what what happened
     */
    public record Event(Duration at, String witness, String what) {}

    /**
     * Tells a drill.
     *
     * @param drill what was seen
     * @return every event in order of time
     */
    public static List<Event> of(Evidence drill) {
        return Stream.of(
                        drill.faults().stream().flatMap(Chronology::fault),
                        drill.alerts().stream().flatMap(Chronology::alert),
                        drill.silences().stream().flatMap(Chronology::silence),
                        drill.notifications().stream()
                                .map(notification -> new Event(
                                        notification.at(),
                                        "inbox",
                                        "delivered to " + ReceiverLane.words(notification))))
                .flatMap(events -> events)
                .sorted(Comparator.comparing(Event::at))
                .toList();
    }

    private static Stream<Event> fault(FaultRecord fault) {
        String name = "fault " + fault.name();
        return Stream.of(
                new Event(
                        fault.appliedAt(),
                        "injector",
                        name + " applied: " + fault.description() + " on " + fault.target()),
                new Event(fault.revertedAt(), "injector", name + " reverted"));
    }

    private static Stream<Event> alert(AlertTimeline alert) {
        String name = alert.alert() + "{" + AlertLane.labels(alert.labels()) + "}";
        return alert.periods().stream().flatMap(period -> {
            String state = period.state() == AlertState.FIRING ? " firing" : " pending";
            return Stream.of(
                    new Event(period.from(), "prometheus", name + state),
                    new Event(period.to(), "prometheus", name + " last seen" + state));
        });
    }

    private static Stream<Event> silence(SilenceRecord silence) {
        String name = "silence " + silence.name();
        return Stream.of(
                        silence.activeFrom().map(at -> new Event(at, "alertmanager", name + " active")).stream(),
                        silence
                                .activeTo()
                                .map(at -> new Event(at, "alertmanager", name + " last seen active"))
                                .stream(),
                        silence.mutings().stream()
                                .map(muting -> new Event(
                                        muting.at(),
                                        "event recorder",
                                        name + " withheld " + muting.labels().getOrDefault("alertname", "?"))))
                .flatMap(events -> events);
    }
}
