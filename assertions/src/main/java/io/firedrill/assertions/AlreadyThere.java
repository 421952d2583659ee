package io.firedrill.assertions;

import io.firedrill.evidence.alert.AlertPeriod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An alert that was pending or firing when the fault began, so that it need not be the fault's doing. */
final class AlreadyThere {
    private AlreadyThere() {}

    static Optional<AlertPeriod> at(AlertStory story, Duration fault) {
        return story.timeline().periods().stream()
                .filter(period -> period.from().compareTo(fault) < 0
                        && period.to().plus(story.interval()).compareTo(fault) >= 0)
                .findFirst();
    }

    static Obstacle obstacle(AlertStory story, AlertPeriod period) {
        return new Obstacle(
                "was already %s when the fault began, from %s"
                        .formatted(Words.lower(period.state().name()), Words.at(period.from())),
                "",
                List.of(story.pointer()));
    }
}
