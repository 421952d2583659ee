package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

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
        List<Path> files = witnesses.eventLogs();
        if (files.isEmpty()) {
            gaps.add(Witness.EVENT_RECORDER, "Alertmanager's event recorder is not enabled", metrics);
            return List.of();
        }
        double dropped = gaps.read(
                Witness.EVENT_RECORDER,
                metrics,
                0.0,
                () -> witnesses.alertmanager().metrics().sum(DROPPED));
        if (dropped > 0) {
            gaps.add(Witness.EVENT_RECORDER, "Alertmanager dropped " + (long) dropped + " events", metrics);
        }
        return files.stream()
                .flatMap(file -> new EventLog(file, from, to).events(zero, gaps).stream())
                .sorted(Comparator.comparing(each -> each.event().at()))
                .toList();
    }
}
