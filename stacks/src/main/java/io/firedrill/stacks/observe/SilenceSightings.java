package io.firedrill.stacks.observe;

import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.stacks.observe.AlertmanagerClient.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds polls of Alertmanager's silences into when each was first and last seen active. Thread-safe. */
final class SilenceSightings {
    private record Active(Instant first, Instant last) {}

    private final Map<String, Active> active = new HashMap<>();

    synchronized void add(Instant at, List<Silence> seen) {
        for (Silence silence : seen) {
            if (silence.state().equals("active")) {
                active.merge(silence.id(), new Active(at, at), (old, now) -> new Active(old.first(), now.last()));
            }
        }
    }

    /** The planned silence as it went, with the notifications it withheld. */
    synchronized SilenceRecord complete(
            SilenceRecord planned, Instant zero, Instant end, List<SilenceRecord.Muting> mutings) {
        Optional<Active> seen = Optional.ofNullable(active.get(planned.id()))
                .filter(sighting -> !sighting.first().isAfter(end));
        return new SilenceRecord(
                planned.name(),
                planned.id(),
                planned.matchers(),
                planned.plannedFrom(),
                planned.plannedTo(),
                seen.map(sighting -> Duration.between(zero, sighting.first())),
                seen.map(sighting -> Duration.between(zero, sighting.last().isAfter(end) ? end : sighting.last())),
                planned.author(),
                planned.comment(),
                mutings,
                planned.source(),
                planned.removedAt());
    }
}
