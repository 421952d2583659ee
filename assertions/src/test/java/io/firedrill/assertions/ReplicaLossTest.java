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

import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.SilenceRecord.Muting;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds of a restart of Alertmanager holds of the loss of one of several from its begin. */
class ReplicaLossTest {
    private static final Promise SURVIVES = RestartPromises.survivesRestart(LATENCY, "loss", s(7));
    private static final String TOLD_ONCE =
            "expected to be in Alertmanager again within 7s of the begin of fault \"loss\" (t+20.0s to t+50.0s), and"
                    + " told once, but ";
    private static final Promise SILENT =
            RestartPromises.silenceSurvives("maintenance", LATENCY, CONTROL, "loss", s(7));
    private static final String WITHHELD =
            "expected to be there after fault \"loss\" (t+20.0s to t+50.0s), and to withhold Latency{job=\"inference\"}"
                    + " for 7s more while Control is delivered, but ";
    private static final Map<String, String> PAGE = Map.of("severity", "page");

    @Test
    void alert_that_the_others_have_and_do_not_tell_again_survived() {
        assertThat(text(SURVIVES, told("alertmanager-0", view(13, 40, "oncall"))))
                .isEqualTo("kept: " + TOLD_ONCE
                        + "was told to oncall at t+13.6s and not again, and Alertmanager had it again by t+27.0s []");
    }

    @Test
    void alert_that_another_one_tells_again_was_not_known_to_be_told() {
        Fixture fixture = told("alertmanager-0", view(13, 40, "oncall"));
        Restarts.by(fixture, "alertmanager-1", () -> Restarts.told(fixture, 25.6, "oncall", "Latency", SLOW, 13));

        assertThat(text(SURVIVES, fixture))
                .isEqualTo("broken: " + TOLD_ONCE
                        + "was told to oncall at t+13.6s, and the same again to oncall at t+25.6s [the others do not know"
                        + " what it had told: look at --cluster.peer]");
    }

    /** What the lost one said last may be seen a moment later. */
    @Test
    void alert_that_the_others_do_not_have_is_lost() {
        assertThat(text(SURVIVES, told("alertmanager-0", view(13, 20.9, "oncall"))))
                .isEqualTo("broken: " + TOLD_ONCE
                        + "fired on, and Alertmanager did not have it until t+27.0s [Prometheus must send to each of"
                        + " them: look at its alerting.alertmanagers]");
    }

    @Test
    void alert_that_the_lost_one_did_not_tell_proves_nothing() {
        assertThat(text(SURVIVES, told("alertmanager-1", view(13, 40, "oncall"))))
                .contains("inconclusive: ", "alertmanager-0 had told nobody of it before it (see A05 and N01)");
    }

    /** The group is looked at every 6 s: at 25.6 s, and a second later by who waits for the lost one. */
    @Test
    void others_that_had_no_occasion_to_tell_again_prove_nothing() {
        Fixture fixture = told("alertmanager-0", view(13, 40, "oncall"));

        assertThat(text(RestartPromises.survivesRestart(LATENCY, "loss", s(6.5)), fixture))
                .contains("inconclusive: ", "nothing of its group was due until t+26.5s");
        assertThat(verdict(RestartPromises.survivesRestart(LATENCY, "loss", s(6.6)), fixture))
                .isInstanceOf(Kept.class);
    }

    @Test
    void return_of_the_lost_one_ends_what_can_be_said() {
        assertThat(verdict(
                        RestartPromises.survivesRestart(LATENCY, "loss", s(31)),
                        told("alertmanager-0", view(13, 59, "oncall"))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void silence_that_the_others_know_holds() {
        assertThat(text(SILENT, silenced(59, view(13, 40, "oncall", "id-1"), muting(25.6))))
                .isEqualTo("kept: " + WITHHELD
                        + "is active again, withheld it at t+25.6s, and nothing was delivered until t+50.0s []");
    }

    @Test
    void silence_that_the_others_do_not_know_is_lost() {
        assertThat(text(SILENT, silenced(19.9, view(13, 19.9, "oncall", "id-1"))))
                .isEqualTo("broken: " + WITHHELD
                        + "was last active at t+19.9s, before the others stood alone [the others do not know it: look at"
                        + " --cluster.peer]");
    }

    /** Two that do not know each other: the other one told what it did not know to be silenced. */
    @Test
    void silence_that_leaked_before_the_loss_is_for_another_check() {
        Fixture fixture = silenced(19.9, view(13, 19.9, "oncall", "id-1"));
        Restarts.by(fixture, "alertmanager-1", () -> fixture.alarm(13.6, "oncall", "Latency", SLOW));

        assertThat(verdict(SILENT, fixture)).isInstanceOf(Inconclusive.class);
    }

    private static Fixture told(String sender, View view) {
        Fixture fixture =
                Restarts.loss(Fixture.slow()).routed("Latency", SLOW, view).latency(firing(13, 59));
        return Restarts.by(fixture, sender, () -> Restarts.told(fixture, 13.6, "oncall", "Latency", SLOW, 13));
    }

    private static Fixture silenced(double lastActive, View view, Muting... mutings) {
        return Restarts.loss(Fixture.slow())
                .silence(10, 60, Optional.of(s(10)), Optional.of(s(lastActive)), mutings)
                .routed("Latency", SLOW, view)
                .latency(firing(13, 59))
                .timeline("Control", PAGE, firing(12, 59))
                .routed("Control", PAGE, view(12, 40, "oncall"))
                .alarm(12.6, "oncall", "Control", PAGE);
    }

    private static Muting muting(double at) {
        return new Muting(s(at), Fixture.named("Latency", SLOW));
    }
}
