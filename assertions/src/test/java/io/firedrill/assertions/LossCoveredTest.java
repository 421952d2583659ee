package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.CONTROL;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossCoveredTest {
    private static final Promise COVERED = RestartPromises.lossIsCovered(CONTROL, "loss", s(3));
    private static final Map<String, String> PAGE = Map.of("severity", "page");
    private static final String EXPECTED =
            "expected to be told within 3s of firing, by another Alertmanager, during fault \"loss\""
                    + " (t+20.0s to t+50.0s), but ";

    @Test
    void alert_that_another_one_tells_is_covered() {
        assertThat(text(COVERED, told(26.6, "alertmanager-1", lost())))
                .isEqualTo("kept: " + EXPECTED
                        + "fired at t+25.0s and was told to oncall at t+26.6s by alertmanager-1, 1.6s later []");
    }

    @Test
    void alert_that_is_told_at_the_limit_is_in_time_and_later_is_late() {
        assertThat(verdict(COVERED, told(28, "alertmanager-1", lost()))).isInstanceOf(Kept.class);
        assertThat(text(COVERED, told(28.1, "alertmanager-1", lost())))
                .isEqualTo("broken: " + EXPECTED
                        + "fired at t+25.0s and was told to oncall at t+28.1s by alertmanager-1, 3.1s later [each waits"
                        + " --cluster.peer-timeout for each of those before it]");
    }

    @Test
    void alert_that_those_that_are_left_never_had_is_lost() {
        assertThat(text(COVERED, lost()))
                .isEqualTo("broken: " + EXPECTED
                        + "fired at t+25.0s, and no Alertmanager that was left had it [Prometheus must send to each of"
                        + " them: look at its alerting.alertmanagers]");
    }

    @Test
    void alert_that_they_had_and_told_nobody_is_broken() {
        assertThat(text(COVERED, lost().routed("Control", PAGE, view(25, 40, "oncall"))))
                .isEqualTo("broken: " + EXPECTED
                        + "fired at t+25.0s, and nobody was told until t+28.0s [each waits --cluster.peer-timeout for"
                        + " each of those before it]");
    }

    /** The one that was killed was never the one that tells. */
    @Test
    void one_that_had_told_nothing_is_no_loss() {
        Fixture fixture = Restarts.loss(Fixture.slow()).timeline("Control", PAGE, firing(25, 40));
        Restarts.by(fixture, "alertmanager-1", () -> fixture.alarm(13.6, "oncall", "Latency", SLOW));

        assertThat(text(COVERED, told(26.6, "alertmanager-1", fixture)))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "alertmanager-0 had told nothing before it, so that nobody would miss it []");
    }

    /** Told by the one that was to be gone: it was started again, or was never killed. */
    @Test
    void one_that_goes_on_to_tell_is_not_gone() {
        assertThat(text(COVERED, told(26.6, "alertmanager-0", lost())))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "fault \"loss\" did not bite: alertmanager-0 told something at t+26.6s []");
    }

    @Test
    void one_that_answered_all_the_time_is_not_gone() {
        Fixture fixture = told(26.6, "alertmanager-1", lost());
        fixture.gaps.clear();

        assertThat(text(COVERED, fixture))
                .contains("inconclusive: ", "fault \"loss\" did not bite: alertmanager-0 answered all the time");
    }

    @Test
    void alert_of_before_or_told_after_the_return_proves_nothing() {
        Fixture before = Restarts.loss(Fixture.slow()).timeline("Control", PAGE, firing(15, 40));
        Restarts.by(before, "alertmanager-0", () -> before.alarm(15.6, "oncall", "Control", PAGE));
        assertThat(text(COVERED, told(26.6, "alertmanager-1", before)))
                .contains("inconclusive: ", "did not begin to fire during it (see A01)");

        Fixture late = Restarts.loss(Fixture.slow()).timeline("Control", PAGE, firing(48, 59));
        Restarts.by(late, "alertmanager-0", () -> late.alarm(13.6, "oncall", "Latency", SLOW));
        assertThat(text(COVERED, told(50.5, "alertmanager-1", late)))
                .contains("inconclusive: ", "was not watched while alertmanager-0 was gone, until t+51.0s");
    }

    @Test
    void alert_that_ended_before_it_was_due_proves_nothing() {
        Fixture brief = Restarts.loss(Fixture.slow()).timeline("Control", PAGE, firing(25, 27.9));
        Restarts.by(brief, "alertmanager-0", () -> brief.alarm(13.6, "oncall", "Latency", SLOW));

        assertThat(verdict(COVERED, brief)).isInstanceOf(Inconclusive.class);
    }

    @Test
    void receiver_that_turned_it_away_is_for_another_check() {
        Fixture away = lost();
        Restarts.by(away, "alertmanager-1", () -> away.notified(26.6, "oncall", true, "Control", PAGE, 500));

        assertThat(text(COVERED, away))
                .contains("inconclusive: ", "was turned away to oncall at t+26.6s (see N01 and N05)");
    }

    @Test
    void only_alertmanager_has_nobody_to_stand_in() {
        Fixture only = Restarts.alertmanager(Fixture.slow()).timeline("Control", PAGE, firing(25, 40));

        assertThat(text(RestartPromises.lossIsCovered(CONTROL, "restart", s(3)), only))
                .contains("inconclusive: ", "fault \"restart\" is on the only Alertmanager");
    }

    @Test
    void deaf_witness_is_unclear() {
        for (Witness witness :
                new Witness[] {Witness.INBOX, Witness.PROMETHEUS, Witness.ALERTMANAGER, Witness.REPLICA}) {
            assertThat(verdict(COVERED, told(26.6, "alertmanager-1", lost()).gap(witness)))
                    .isInstanceOf(Inconclusive.class);
        }
    }

    /** That all were gone at a time is no loss of one. */
    @Test
    void outage_of_the_others_is_unclear_though_planned() {
        Fixture all = told(26.6, "alertmanager-1", lost());
        Restarts.outage(all, Witness.ALERTMANAGER, 21, 22, Optional.of("loss"));

        assertThat(verdict(COVERED, all)).isInstanceOf(Inconclusive.class);
    }

    @Test
    void each_of_several_alerts_is_to_be_told() {
        Fixture two = told(26.6, "alertmanager-1", lost());
        two.timeline("Control", Map.of("severity", "page", "zone", "b"), firing(25, 40));

        assertThat(verdict(COVERED, two)).isInstanceOf(Broken.class);
    }

    /** alertmanager-0 told Latency before it was killed; Control fires from 25 s. */
    private static Fixture lost() {
        Fixture fixture = Restarts.loss(Fixture.slow()).timeline("Control", PAGE, firing(25, 40));
        return Restarts.by(fixture, "alertmanager-0", () -> fixture.alarm(13.6, "oncall", "Latency", SLOW));
    }

    private static Fixture told(double at, String sender, Fixture fixture) {
        return Restarts.by(fixture, sender, () -> fixture.alarm(at, "oncall", "Control", PAGE));
    }
}
