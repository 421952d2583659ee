package io.firedrill.assertions;

import io.firedrill.evidence.alert.AlertPeriod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An alert that was pending or firing when the fault began, so that it need not be the fault's doing. */
final class AlreadyThere {
    private AlreadyThere() {}

    static Optional<AlertPeriod> at(AlertStory story, Duration fault) {
        List<AlertPeriod> periods = story.timeline().periods();
        for (int i = 0; i < periods.size(); i++) {
            AlertPeriod period = periods.get(i);
            boolean on = i + 1 < periods.size() && story.continues(period, periods.get(i + 1));
            Duration until = on ? periods.get(i + 1).from() : period.to().plus(story.interval());
            if (period.from().compareTo(fault) < 0 && until.compareTo(fault) >= 0) {
                return Optional.of(period);
            }
        }
        return Optional.empty();
    }

    static Obstacle obstacle(AlertStory story, AlertPeriod period) {
        return new Obstacle(
                "was already %s when the fault began, from %s"
                        .formatted(Words.lower(period.state().name()), Words.at(period.from())),
                "",
                List.of(story.pointer()));
    }
}
