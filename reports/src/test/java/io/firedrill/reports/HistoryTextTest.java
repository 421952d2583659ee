package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.history.AlertReview;
import io.firedrill.evidence.history.HistoryReview;
import io.firedrill.evidence.history.Incident;
import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.evidence.history.IncidentReview;
import io.firedrill.evidence.history.IncidentReview.Answer;
import io.firedrill.evidence.history.IncidentReview.Outcome;
import io.firedrill.evidence.history.Proportion;
import io.firedrill.evidence.history.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTextTest {
    @Test
    void whole_review_is_told() {
        Answer answer = new Answer(
                "Errors", Map.of("job", "gateway"), Duration.ofSeconds(134), Optional.of(Duration.ofSeconds(-30)));
        IncidentReview detected = new IncidentReview(
                incident("outage", 10, 20),
                Outcome.DETECTED,
                "",
                Optional.of(answer.after()),
                answer.reset(),
                List.of(answer),
                List.of(new Expected("Latency", Map.of())),
                List.of("Cost"));
        IncidentReview missed = new IncidentReview(
                incident("disk full", 30, 31),
                Outcome.MISSED,
                "no alert began to fire",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        AlertReview errors = new AlertReview(
                "Errors",
                new Proportion(1, 2, 0.09, 0.91),
                new Proportion(1, 1, 0.21, 1),
                Optional.of(answer.after()),
                Duration.ofMinutes(9),
                List.of(stretch(40, 42)));
        assertThat(HistoryText.of(new HistoryReview(
                        1,
                        stretch(0, 60),
                        new Proportion(1, 2, 0.09, 0.91),
                        new Proportion(1, 2, 0.09, 0.91),
                        List.of(detected, missed),
                        List.of(errors),
                        List.of(stretch(50, 55)),
                        List.of())))
                .isEqualTo("""
                        from 2026-11-20T12:00:00Z to 2026-11-20T13:00:00Z (1h), 2 incidents
                        nothing was stored from 2026-11-20T12:50:00Z to 2026-11-20T12:55:00Z (5m)

                        detected   outage, 2026-11-20T12:10:00Z for 10m
                                   Errors{job="gateway"} after 2m14s, over 30.0s before it was
                                   Latency is expected and did not fire
                                   beside it: Cost
                        missed     disk full, 2026-11-20T12:30:00Z for 1m
                                   no alert began to fire

                        Errors: 2 firings, 1 in incidents, told of 1 of 1 that expect it, after 2m14s (median), 9m in all
                                   noise from 2026-11-20T12:40:00Z to 2026-11-20T12:42:00Z (2m)

                        recall     1 of 2 of the incidents that history decides were noticed (50 %; 95 % interval 9 % to 91 %)
                        precision  1 of 2 of the firings began in an incident (50 %; 95 % interval 9 % to 91 %)
                        """);
    }

    private static Incident incident(String name, int from, int to) {
        return new Incident(name, at(from), at(to), List.of());
    }

    private static Stretch stretch(int from, int to) {
        return new Stretch(at(from), at(to));
    }

    private static Instant at(int minute) {
        return Instant.parse("2026-11-20T12:00:00Z").plus(Duration.ofMinutes(minute));
    }
}
