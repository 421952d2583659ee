package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.SilenceRecord.Muting;
import io.firedrill.stacks.observe.Recorder.Witnesses;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads Alertmanager's own word on what silences withheld. Confined to one thread. */
final class SilenceWitness {
    /** Its queue is best effort: what it drops is lost, and only counted here. */
    private static final String DROPPED = "alertmanager_events_dropped_total";

    private final Witnesses witnesses;
    private final Gaps gaps;

    SilenceWitness(Witnesses witnesses, Gaps gaps) {
        this.witnesses = witnesses;
        this.gaps = gaps;
    }

    Map<String, List<Muting>> mutings(Instant zero, Instant from, Instant to) {
        Source metrics = witnesses.alertmanager().source("/metrics");
        List<Path> files = witnesses.eventLogs();
        if (files.isEmpty()) {
            gaps.add(Witness.EVENT_RECORDER, "Alertmanager's event recorder is not enabled", metrics);
            return Map.of();
        }
        double dropped = gaps.read(
                Witness.EVENT_RECORDER,
                metrics,
                0.0,
                () -> witnesses.alertmanager().metric(DROPPED));
        if (dropped > 0) {
            gaps.add(Witness.EVENT_RECORDER, "Alertmanager dropped " + (long) dropped + " events", metrics);
        }
        Map<String, List<Muting>> mutings = new HashMap<>();
        for (Path file : files) {
            new EventLog(file, from, to)
                    .mutings(zero, gaps)
                    .forEach((silence, found) -> mutings.computeIfAbsent(silence, key -> new ArrayList<>())
                            .addAll(found));
        }
        mutings.values().forEach(found -> found.sort(Comparator.comparing(Muting::at)));
        return mutings;
    }
}
