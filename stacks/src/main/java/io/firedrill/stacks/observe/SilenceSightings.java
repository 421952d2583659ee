package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.alert.SilenceSighting;
import io.firedrill.stacks.observe.AlertmanagerClient.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds polls of Alertmanager's silences into when each was first and last seen, and seen active. Thread-safe. */
final class SilenceSightings {
    private record Active(Instant first, Instant last) {}

    /** As it was last reported; {@code over} if it was so from the first sight on. */
    private record Seen(Silence silence, Instant first, Instant last, boolean over) {}

    private final Map<String, Active> active = new HashMap<>();
    private final Map<String, Seen> all = new LinkedHashMap<>();

    synchronized void add(Instant at, List<Silence> seen) {
        for (Silence silence : seen) {
            Optional<Seen> before = Optional.ofNullable(all.get(silence.id()));
            boolean over =
                    before.map(Seen::over).orElse(true) && silence.state().equals("expired");
            all.put(silence.id(), new Seen(silence, before.map(Seen::first).orElse(at), at, over));
            if (silence.state().equals("active")) {
                active.merge(silence.id(), new Active(at, at), (old, now) -> new Active(old.first(), now.last()));
            }
        }
    }

    /** Each planned silence likewise; {@code mutings}: by its id. */
    List<SilenceRecord> complete(
            List<SilenceRecord> planned, Instant zero, Instant end, Map<String, List<SilenceRecord.Muting>> mutings) {
        return planned.stream()
                .map(silence -> complete(silence, zero, end, mutings.getOrDefault(silence.id(), List.of())))
                .toList();
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

    /** Every silence that was not over from the beginning, in order of first sight. */
    synchronized List<SilenceSighting> standing(Instant zero, Source source) {
        return all.values().stream()
                .filter(seen -> !seen.over())
                .map(seen -> sighting(seen, zero, source))
                .toList();
    }

    private static SilenceSighting sighting(Seen seen, Instant zero, Source source) {
        Silence silence = seen.silence();
        return new SilenceSighting(
                silence.id(),
                silence.matchers(),
                Duration.between(zero, silence.startsAt()),
                Duration.between(zero, silence.endsAt()),
                silence.author(),
                silence.comment(),
                Duration.between(zero, seen.first()),
                Duration.between(zero, seen.last()),
                silence.state(),
                source);
    }
}
