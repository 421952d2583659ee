package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.stacks.observe.Recorder.Witnesses;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads Alertmanager's own word on each alert: what it took in, withheld, and told. Confined to one thread. */
final class EventWitness {
    /** Its queue is best effort: what it drops is lost, and only counted here. */
    private static final String DROPPED = "alertmanager_events_dropped_total";

    private final Witnesses witnesses;
    private final Gaps gaps;

    EventWitness(Witnesses witnesses, Gaps gaps) {
        this.witnesses = witnesses;
        this.gaps = gaps;
    }

    List<LoggedEvent> events(Instant zero, Instant from, Instant to) {
        Source metrics = witnesses.alertmanager().source("/metrics");
        Optional<Path> file = witnesses.eventLog();
        if (file.isEmpty()) {
            gaps.add(Witness.EVENT_RECORDER, "Alertmanager's event recorder is not enabled", metrics);
            return List.of();
        }
        double dropped = gaps.read(
                Witness.EVENT_RECORDER,
                metrics,
                0.0,
                () -> witnesses.alertmanager().metric(DROPPED));
        if (dropped > 0) {
            gaps.add(Witness.EVENT_RECORDER, "Alertmanager dropped " + (long) dropped + " events", metrics);
        }
        return new EventLog(file.get(), from, to).events(zero, gaps);
    }
}
