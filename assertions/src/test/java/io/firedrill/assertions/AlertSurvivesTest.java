package io.firedrill.assertions;

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
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertSurvivesTest {
    private static final Promise SURVIVES = RestartPromises.survivesRestart(LATENCY, "restart", s(3));
    private static final String EXPECTED =
            "expected to be in Alertmanager again within 3s of the end of fault \"restart\""
                    + " (t+20.0s to t+21.0s), and told once, but ";

    @Test
    void alert_that_is_there_again_and_not_told_again_survived() {
        assertThat(text(SURVIVES, told(back(22))))
                .isEqualTo("kept: " + EXPECTED
                        + "was told to oncall at t+13.6s and not again, and Alertmanager had it again by t+24.0s []");
    }

    @Test
    void alert_that_is_told_again_was_forgotten() {
        Fixture fixture = Restarts.told(told(back(22)), 22.5, "oncall", "Latency", SLOW, 13);

        assertThat(text(SURVIVES, fixture))
                .isEqualTo(
                        "broken: " + EXPECTED + "was told to oncall at t+13.6s, and the same again to oncall at t+22.5s"
                                + " [Alertmanager forgot what it had told: it writes that down when it is stopped in good order, and"
                                + " every --data.maintenance-interval]");
    }

    @Test
    void alert_that_fired_anew_or_goes_elsewhere_is_news() {
        assertThat(verdict(SURVIVES, Restarts.told(told(back(22)), 22.5, "oncall", "Latency", SLOW, 22)))
                .isInstanceOf(Kept.class);
        assertThat(verdict(SURVIVES, Restarts.told(told(back(22)), 22.5, "tickets", "Latency", SLOW, 13)))
                .isInstanceOf(Kept.class);
    }

    /** It is told along with another one that joined its group: that is no repetition. */
    @Test
    void alert_beside_one_that_is_new_to_the_group_is_no_repetition() {
        Fixture fixture = Restarts.told(told(back(22)), 22.5, "oncall", "Latency", SLOW, 13);
        Notification last = fixture.notifications.remove(1);
        Notification.Item other =
                new Notification.Item(true, Map.of("alertname", "Control"), Map.of(), s(22), Optional.empty(), "other");
        fixture.notifications.add(new Notification(
                last.at(),
                last.receiver(),
                last.integration(),
                last.groupKey(),
                List.of(last.alerts().get(0), other),
                0,
                List.of(),
                200,
                last.source()));

        assertThat(verdict(SURVIVES, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void repetition_after_repeat_interval_is_as_configured() {
        Fixture fixture = told(back(22));
        fixture.observed = Duration.ofSeconds(400);
        Restarts.told(fixture, 13.6 + 216, "oncall", "Latency", SLOW, 13);

        assertThat(verdict(SURVIVES, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_fires_on_and_is_not_there_again_is_lost() {
        assertThat(text(SURVIVES, told(back(24.1))))
                .isEqualTo(
                        "broken: " + EXPECTED + "fired on, and Alertmanager did not have it until t+24.0s [Prometheus"
                                + " repeats an alert every --rules.alert.resend-delay]");
        assertThat(verdict(SURVIVES, told(back(24)))).isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_did_not_fire_through_it_proves_nothing() {
        Fixture before = Restarts.told(
                base(view(13, 19.9, "oncall")).latency(firing(13, 19.9)), 13.6, "oncall", "Latency", SLOW, 13);
        assertThat(text(SURVIVES, before)).contains("inconclusive: ", "did not fire through it (see A01)");

        Fixture brief = Restarts.told(
                base(view(13, 19.9, "oncall")).latency(firing(13, 23)), 13.6, "oncall", "Latency", SLOW, 13);
        assertThat(text(SURVIVES, brief)).contains("inconclusive: ", "did not fire, or was not watched, until t+24.0s");
    }

    @Test
    void alert_that_nobody_had_been_told_of_cannot_be_told_twice() {
        assertThat(text(SURVIVES, back(22))).contains("inconclusive: ", "had told nobody before it (see A05 and N01)");
    }

    @Test
    void deaf_witness_is_unclear() {
        assertThat(verdict(SURVIVES, told(back(22)).gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(SURVIVES, told(back(22)).gap(Witness.PROMETHEUS))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(SURVIVES, told(back(22)).gap(Witness.ALERTMANAGER))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void second_restart_ends_what_can_be_said_of_the_first() {
        Fixture fixture = Restarts.fault(told(back(23)), "again", "alertmanager", 22.5, 23);
        Restarts.outage(fixture, Witness.ALERTMANAGER, 22.5, 23, Optional.of("again"));

        assertThat(verdict(SURVIVES, fixture)).isInstanceOf(Inconclusive.class);
    }

    private static Fixture base(View... views) {
        return Restarts.alertmanager(Fixture.slow()).routed("Latency", SLOW, views);
    }

    private static Fixture back(double at) {
        return base(view(13, 19.9, "oncall"), view(at, 40, "oncall")).latency(firing(13, 40));
    }

    private static Fixture told(Fixture fixture) {
        return Restarts.told(fixture, 13.6, "oncall", "Latency", SLOW, 13);
    }
}
