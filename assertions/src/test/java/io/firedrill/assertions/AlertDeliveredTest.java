package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertEvent.Kind;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertDeliveredTest {
    private static final Promise DELIVERED = Promises.isDelivered(LATENCY);
    private static final String EXPECTED = "expected to be delivered each time it fires, complete and valid, but ";

    private static Fixture active(View... views) {
        return slow().latency(firing(12.9, 31)).routed("Latency", SLOW, views);
    }

    private static Fixture delivered() {
        return active(view(13, 31, "oncall")).alarm(13.6, "oncall", "Latency", SLOW);
    }

    @Test
    void alert_that_is_delivered_is_kept() {
        assertThat(text(DELIVERED, delivered()))
                .isEqualTo("kept: " + EXPECTED + "was delivered to oncall at t+13.6s []");
    }

    @Test
    void alert_that_is_active_but_not_delivered_is_broken() {
        assertThat(text(DELIVERED, active(view(13, 31, "oncall"))))
                .isEqualTo("broken: " + EXPECTED + "fired from t+12.9s to t+31.0s, was active towards oncall for 18s,"
                        + " and was not delivered there []");
    }

    @Test
    void event_log_says_where_it_was_lost() {
        Fixture grouped = active(view(13, 31, "oncall"));
        grouped.events.addAll(Witnesses.grouped(13));
        assertThat(text(DELIVERED, grouped))
                .contains(
                        "broken: ",
                        "[it was lost in Alertmanager: its event log has it grouped for oncall at t+13.0s, and no"
                                + " notification of it]");
        assertThat(text(DELIVERED, grouped.gap(Witness.EVENT_RECORDER))).contains("broken: ", " []");
        Fixture withheld = active(view(13, 31, "oncall"));
        withheld.events.addAll(Witnesses.grouped(13, Witnesses.event(13.6, Kind.INHIBITED, "", "")));
        assertThat(text(DELIVERED, withheld))
                .contains("[Alertmanager withheld it: its event log names an inhibition rule at t+13.6s]");
    }

    @Test
    void receiver_that_took_what_the_inbox_never_had_is_inconclusive() {
        Fixture fixture = active(view(13, 31, "oncall"));
        fixture.events.addAll(Witnesses.grouped(13, Witnesses.event(13.7, Kind.NOTIFIED, "oncall", "webhook")));
        assertThat(text(DELIVERED, fixture))
                .isEqualTo(
                        "inconclusive: " + EXPECTED + "fired from t+12.9s to t+31.0s, and Alertmanager's event log says"
                                + " that oncall took it at t+13.7s, but the inbox never had it"
                                + " [it was lost between Alertmanager and the inbox: see who else answers there]");
    }

    @Test
    void word_of_another_receiver_or_of_the_end_is_no_contradiction() {
        Fixture fixture = active(view(13, 31, "oncall"));
        fixture.events.add(Witnesses.event(13.7, Kind.NOTIFIED, "oncall", "slack"));
        fixture.events.add(Witnesses.event(13.7, Kind.NOTIFIED, "default", "webhook"));
        fixture.events.add(Witnesses.event(30, Kind.NOTIFIED_OF_END, "oncall", "webhook"));
        fixture.events.add(Witnesses.event(5, Kind.NOTIFIED, "oncall", "webhook"));
        assertThat(verdict(DELIVERED, fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void time_it_must_be_active_is_group_wait_and_a_margin() {
        assertThat(verdict(DELIVERED, active(view(13, 14.6, "oncall")))).isInstanceOf(Broken.class);
        assertThat(verdict(DELIVERED, active(view(13, 14.5, "oncall")))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void delivery_elsewhere_does_not_count() {
        assertThat(verdict(DELIVERED, active(view(13, 31, "oncall")).alarm(14, "default", "Latency", SLOW)))
                .isInstanceOf(Broken.class);
    }

    @Test
    void each_receiver_must_have_it() {
        View both =
                new View(Fixture.s(13), Fixture.s(31), "active", List.of("default", "oncall"), List.of(), List.of());
        assertThat(text(DELIVERED, active(both).alarm(14, "oncall", "Latency", SLOW)))
                .contains("broken: ", "was active towards default for 18s, and was not delivered there");
    }

    @Test
    void refused_notification_is_broken_with_the_answer() {
        assertThat(text(DELIVERED, active(view(13, 31, "oncall")).notified(14, "oncall", true, "Latency", SLOW, 503)))
                .contains("broken: ", "[receiver oncall answered 503 at t+14.0s]");
    }

    @Test
    void faulty_notification_is_broken() {
        Fixture fixture = delivered().notified(14, "oncall", true, "Latency", SLOW, 200, 3, List.of("empty title"));
        assertThat(text(DELIVERED, fixture))
                .isEqualTo("broken: " + EXPECTED + "what was delivered is faulty: empty title (oncall at t+14.0s);"
                        + " 3 alerts left out (oncall at t+14.0s) []");
    }

    @Test
    void each_episode_must_be_delivered_unless_they_are_closer_than_the_group_interval() {
        Fixture apart = slow().latency(firing(12.9, 18), pending(30, 31), firing(31.1, 40))
                .routed("Latency", SLOW, view(13, 18, "oncall"), view(31.2, 40, "oncall"))
                .alarm(13.6, "oncall", "Latency", SLOW);
        assertThat(text(DELIVERED, apart)).contains("broken: ", "fired from t+31.1s to t+40.0s");
        Fixture close = slow().latency(firing(12.9, 18), pending(20, 21), firing(21.1, 40))
                .routed("Latency", SLOW, view(13, 18, "oncall"), view(21.2, 40, "oncall"))
                .alarm(13.6, "oncall", "Latency", SLOW);
        assertThat(verdict(DELIVERED, close)).isInstanceOf(Kept.class);
    }

    @Test
    void suppressed_alert_is_inconclusive() {
        assertThat(verdict(DELIVERED, active(view(13, 31, "oncall", "id-1")))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(DELIVERED, active(view(13, 14, "oncall"), view(14, 31, "oncall", "id-1"))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_was_silenced_at_first_is_due_only_after_the_group_interval() {
        assertThat(verdict(DELIVERED, active(view(13, 20, "oncall", "id-1"), view(20, 26.9, "oncall"))))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(DELIVERED, active(view(13, 20, "oncall", "id-1"), view(20, 27, "oncall"))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_fired_before_the_drill_need_not_be_delivered_again() {
        Fixture old = slow().latency(firing(-5, 31)).routed("Latency", SLOW, view(-5, 31, "oncall"));
        assertThat(verdict(DELIVERED, old)).isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_was_over_before_the_drill_proves_nothing() {
        Fixture over = slow().latency(firing(-5, -1)).routed("Latency", SLOW, view(-5, -1, "oncall"));
        assertThat(text(DELIVERED, over)).isEqualTo("inconclusive: " + EXPECTED + "fired only before the drill []");
    }

    @Test
    void alert_that_got_nowhere_is_inconclusive() {
        assertThat(text(DELIVERED, slow())).contains("inconclusive: ", "never fired (see A01)");
        assertThat(text(DELIVERED, slow().latency(pending(12, 13)))).contains("inconclusive: ", "never fired");
        assertThat(text(DELIVERED, slow().latency(firing(12.9, 31))))
                .contains("inconclusive: ", "fired, but Alertmanager never had it (see A05)");
        View nowhere = new View(Fixture.s(13), Fixture.s(31), "active", List.of(), List.of(), List.of());
        assertThat(text(DELIVERED, active(nowhere))).contains("Alertmanager routes it nowhere (see A05)");
    }

    @Test
    void deaf_witnesses_are_inconclusive() {
        for (Witness witness : List.of(Witness.INBOX, Witness.ALERTMANAGER, Witness.PROMETHEUS)) {
            assertThat(verdict(DELIVERED, delivered().gap(witness))).isInstanceOf(Inconclusive.class);
        }
    }
}
