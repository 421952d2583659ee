package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.verdict.DrillResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceScoresTest {
    private static DrillResult with(String service, String finding) {
        return new DrillResult(
                Drills.healthy().evidence(),
                List.of(),
                List.of(),
                List.of(Drills.instrumented(service, finding)),
                List.of());
    }

    @Test
    void rule_holds_only_if_it_holds_in_every_drill() {
        List<Instrumented> scores =
                ServiceScores.of(List.of(with("b", ""), with("a", ""), with("a", "no id"), with("a", "")));
        assertThat(scores)
                .extracting(Instrumented::line)
                .containsExactly("a 75 of 100 (Good)", "b 100 of 100 (Excellent)");
        assertThat(scores.get(0).failed()).containsExactly("RES-001: no id");
        assertThat(scores.get(0).rules()).containsExactly("RES-001", "RES-005", "SPA-002");
        assertThat(scores.get(0).left()).containsExactly("MET-001", "SPA-003");
    }

    @Test
    void drills_that_cannot_tell_score_nobody() {
        assertThat(ServiceScores.of(List.of(Drills.slowInference()))).isEmpty();
    }

    @Test
    void summary_tells_the_score_and_what_it_lacks() {
        assertThat(Summary.of(Readiness.of(Drills.all(), Runs.RUN)))
                .contains("Instrumentation Score: gateway 100 of 100 (Excellent), inference 75 of 100 (Good); without"
                        + " MET-001, SPA-003 it may be incomplete");
    }
}
