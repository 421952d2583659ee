package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.CONTROL;
import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InhibitionSurvivesTest {
    private static final Promise WITHHELD = RestartPromises.staysInhibited(LATENCY, CONTROL, "restart", s(3));
    private static final String EXPECTED = "expected to be withheld by Control through fault \"restart\" (t+20.0s to"
            + " t+21.0s), and within 3s of its end again, but ";

    @Test
    void alert_that_is_inhibited_again_and_not_delivered_was_withheld() {
        assertThat(text(WITHHELD, through(inhibited(13, 19.9), view(21.5, 22, "oncall"), inhibited(22, 40))))
                .isEqualTo("kept: " + EXPECTED + "was inhibited again from t+22.0s, and was not delivered []");
    }

    @Test
    void alert_that_is_delivered_after_the_return_leaked() {
        Fixture fixture = through(inhibited(13, 19.9), inhibited(22, 40)).alarm(21.6, "oncall", "Latency", SLOW);

        assertThat(text(WITHHELD, fixture))
                .isEqualTo("broken: " + EXPECTED
                        + "was delivered to oncall at t+21.6s although its cause fired [Alertmanager"
                        + " heard of it before its cause: --dispatch.start-delay must be longer than Prometheus'"
                        + " --rules.alert.resend-delay]");
    }

    @Test
    void leak_long_after_the_return_is_a_leak_and_one_after_the_cause_is_none() {
        assertThat(text(
                        WITHHELD,
                        through(inhibited(13, 19.9), inhibited(22, 40)).alarm(35, "oncall", "Latency", SLOW)))
                .startsWith("broken: ");
        assertThat(verdict(
                        WITHHELD,
                        through(inhibited(13, 19.9), inhibited(22, 40)).alarm(41, "oncall", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_is_there_again_without_being_inhibited_is_broken() {
        assertThat(text(WITHHELD, through(inhibited(13, 19.9), view(22, 40, "oncall"))))
                .isEqualTo("broken: " + EXPECTED + "Alertmanager had it again and did not inhibit it until t+24.0s []");
    }

    @Test
    void alert_that_was_not_withheld_before_is_for_another_check() {
        assertThat(text(WITHHELD, through(view(13, 19.9, "oncall"), inhibited(22, 40))))
                .contains("inconclusive: ", "was not inhibited before it (see A10)");
        assertThat(text(
                        WITHHELD,
                        through(inhibited(13, 19.9), inhibited(22, 40)).alarm(14, "oncall", "Latency", SLOW)))
                .contains("inconclusive: ", "had been delivered before it (see A10)");
    }

    @Test
    void alert_that_alertmanager_never_had_again_was_not_withheld_by_anything() {
        assertThat(text(WITHHELD, through(inhibited(13, 19.9))))
                .contains("inconclusive: ", "Alertmanager did not have it again until t+24.0s");
    }

    @Test
    void cause_must_fire_through_it_and_as_long_as_is_watched() {
        Fixture none = base(inhibited(13, 19.9), inhibited(22, 40)).latency(firing(13, 40));
        assertThat(text(WITHHELD, none)).contains("inconclusive: ", "did not fire through it together with its cause");

        Fixture brief = base(inhibited(13, 19.9), inhibited(22, 23))
                .latency(firing(13, 40))
                .timeline("Control", Map.of(), firing(12, 23));
        assertThat(text(WITHHELD, brief)).contains("inconclusive: ", "until t+24.0s");
    }

    @Test
    void deaf_witness_is_unclear() {
        assertThat(verdict(
                        WITHHELD,
                        through(inhibited(13, 19.9), inhibited(22, 40)).gap(Witness.INBOX)))
                .isInstanceOf(Inconclusive.class);
    }

    private static Fixture base(View... views) {
        return Restarts.alertmanager(Fixture.slow()).routed("Latency", SLOW, views);
    }

    private static Fixture through(View... views) {
        return base(views).latency(firing(13, 40)).timeline("Control", Map.of(), firing(12, 40));
    }

    private static View inhibited(double from, double to) {
        return new View(s(from), s(to), "suppressed", List.of("oncall"), List.of(), List.of("cause"));
    }
}
