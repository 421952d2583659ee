package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.SilenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A silence that Alertmanager has accepted. Immutable.
 *
 * @param plan what was asked for
 * @param id the id Alertmanager gave it
 * @param source the URL it was posted to
 */
public record PlacedSilence(SilencePlan plan, String id, Source source) {
    /**
     * The silence as evidence, as planned; a {@link Recording} adds what became of it.
     *
     * @param zero clock zero
     * @return a record without sightings
     */
    public SilenceRecord record(Instant zero) {
        return new SilenceRecord(
                plan.name(),
                id,
                plan.matchers(),
                Duration.between(zero, plan.startsAt()),
                Duration.between(zero, plan.endsAt()),
                Optional.empty(),
                Optional.empty(),
                plan.author(),
                plan.comment(),
                List.of(),
                source);
    }
}
