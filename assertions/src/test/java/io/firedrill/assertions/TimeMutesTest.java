package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.AsOf;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeMutesTest {
    private static final Map<String, String> TICKET = Map.of("severity", "ticket");
    private static final Map<String, String> PAGE = Map.of("severity", "page");
    private static final AlertSelector MISSING = AlertSelector.of("Missing");
    private static final Promise MUTED =
            RoutingPromises.isMutedBy(MISSING, "tickets", "hours", AlertSelector.of("Control"));
    private static final Promise HEARD = RoutingPromises.isNotMuted(MISSING, "tickets");
    private static final String MUTED_EXPECTED =
            "expected to be withheld from receiver tickets by time interval hours while Control is delivered, but ";
    private static final String HEARD_EXPECTED =
            "expected to be delivered to receiver tickets, and to be muted by no time interval, but ";

    /** The alert fires from 10 s to 30 s, a control to others from 9 s; Alertmanager sees the alert as given. */
    private static Fixture fired(View... views) {
        Fixture fixture = healthy()
                .timeline("Missing", TICKET, firing(10, 30))
                .timeline("Control", PAGE, firing(9, 40))
                .routed("Control", PAGE, Fixture.view(9, 40, "oncall"))
                .alarm(12, "oncall", "Control", PAGE);
        fixture.rules.add(rule("Missing", 0, TICKET));
        fixture.routes.add(0, route(List.of("holidays"), List.of("hours")));
        return views.length == 0 ? fixture : fixture.routed("Missing", TICKET, views);
    }

    private static Route route(List<String> mute, List<String> active) {
        return new Route("tickets", List.of("severity=\"ticket\""), List.of("job"), s(0.6), s(6), s(216), mute, active);
    }

    private static View view(double from, double to, String... intervals) {
        return new View(s(from), s(to), "active", List.of("tickets"), List.of(), List.of(), muted(intervals));
    }

    private static Map<String, List<String>> muted(String... intervals) {
        return intervals.length == 0 ? Map.of() : Map.of("tickets", List.of(intervals));
    }

    private static Fixture muted() {
        return fired(view(10, 10.6), view(10.7, 30, "hours"));
    }

    private static Fixture asOf(Fixture fixture) {
        fixture.asOf =
                Optional.of(new AsOf(Instant.parse("2026-03-07T02:00:00Z"), List.of("hours"), List.of("holidays")));
        return fixture;
    }

    @Test
    void muted_alert_is_kept_by_alertmanagers_own_word() {
        assertThat(text(MUTED, muted()))
                .isEqualTo("kept: " + MUTED_EXPECTED + "fired from t+10.0s to t+30.0s, Alertmanager muted it by hours"
                        + " from t+10.7s and delivered nothing, while the control was delivered to oncall at t+12.0s"
                        + " []");
    }

    @Test
    void delivery_in_a_muted_moment_is_broken_even_if_witnesses_are_deaf() {
        Fixture leak = asOf(fired(view(10, 30)).alarm(10.7, "tickets", "Missing", TICKET));
        assertThat(text(MUTED, leak.gap(Witness.PROMETHEUS)))
                .isEqualTo("broken: " + MUTED_EXPECTED + "was delivered to tickets at t+10.7s [the drill was held as of"
                        + " 2026-03-07T02:00:00Z, when hours holds]");
    }

    @Test
    void leak_to_somebody_else_by_a_route_that_continues_is_broken() {
        assertThat(verdict(MUTED, muted().alarm(11, "default", "Missing", TICKET)))
                .isInstanceOf(Broken.class);
        assertThat(verdict(MUTED, muted().resolved(31, "tickets", "Missing", TICKET)))
                .isInstanceOf(Broken.class);
    }

    /** It began before and was repeated in the drill, so it was not muted. */
    @Test
    void leak_of_an_alert_from_before_the_drill_is_broken() {
        Fixture old = muted();
        old.alerts.remove(0);
        old.timeline("Missing", TICKET, firing(-5, 30));
        assertThat(verdict(MUTED, old.alarm(2, "tickets", "Missing", TICKET))).isInstanceOf(Broken.class);
    }

    @Test
    void route_without_the_interval_is_named() {
        Fixture leak = fired(view(10, 30)).alarm(10.7, "tickets", "Missing", TICKET);
        leak.routes.set(0, route(List.of("nights"), List.of()));
        assertThat(text(MUTED, leak)).contains("[the route to tickets names no time interval hours, but nights]");
    }

    @Test
    void another_interval_is_broken() {
        assertThat(text(MUTED, fired(view(10, 10.6), view(10.7, 30, "holidays"))))
                .contains("broken: ", "was muted by holidays instead");
        assertThat(verdict(MUTED, fired(view(10.7, 30, "holidays", "hours")))).isInstanceOf(Kept.class);
    }

    @Test
    void quiet_for_another_reason_is_inconclusive() {
        assertThat(text(MUTED, fired(view(10, 30))))
                .contains("inconclusive: ", "was not delivered, and not because of a time interval (see N01)");
        View silenced =
                new View(s(10), s(30), "suppressed", List.of("tickets"), List.of("id"), List.of(), muted("hours"));
        assertThat(text(MUTED, fired(silenced))).contains("inconclusive: ", "was also held back by silence id");
        View inhibited =
                new View(s(10), s(30), "suppressed", List.of("tickets"), List.of(), List.of("fp"), muted("hours"));
        assertThat(text(MUTED, fired(inhibited))).contains("inconclusive: ", "inhibition by fp");
    }

    @Test
    void interval_that_mutes_another_receiver_is_no_proof() {
        View other = new View(
                s(10),
                s(30),
                "active",
                List.of("default", "tickets"),
                List.of(),
                List.of(),
                Map.of("default", List.of("hours")));
        assertThat(verdict(MUTED, fired(other))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_was_not_put_to_the_test_is_inconclusive() {
        Fixture brief = muted();
        brief.alerts.remove(0);
        brief.timeline("Missing", TICKET, firing(10, 11.5));
        assertThat(text(MUTED, brief)).contains("inconclusive: ", "too briefly for a notification to be due");
        Fixture cut = muted();
        cut.observed = s(11.5);
        assertThat(verdict(MUTED, cut)).isInstanceOf(Inconclusive.class);
        assertThat(text(MUTED, healthy())).contains("inconclusive: ", "did not fire in the drill (see A01)");
        assertThat(text(MUTED, fired())).contains("inconclusive: ", "Alertmanager routes it to none (see A05)");
        assertThat(text(MUTED, fired(Fixture.view(10, 30, "default")).alarm(11, "default", "Missing", TICKET)))
                .contains("inconclusive: ", "Alertmanager routes it to default (see A05)");
    }

    @Test
    void quiet_without_a_control_is_inconclusive() {
        Fixture alone = muted();
        alone.notifications.clear();
        assertThat(text(MUTED, alone)).contains("inconclusive: ", "the control alert Control was not delivered");
        assertThat(verdict(MUTED, alone.alarm(9.5, "oncall", "Control", PAGE))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(MUTED, alone.notified(12, "oncall", true, "Control", PAGE, 500)))
                .isInstanceOf(Inconclusive.class);
        for (Witness witness : List.of(Witness.PROMETHEUS, Witness.ALERTMANAGER, Witness.INBOX)) {
            assertThat(verdict(MUTED, muted().gap(witness))).isInstanceOf(Inconclusive.class);
        }
    }

    @Test
    void alert_that_is_delivered_in_an_active_moment_is_kept() {
        assertThat(text(HEARD, fired(view(10, 30)).alarm(10.7, "tickets", "Missing", TICKET)))
                .isEqualTo("kept: " + HEARD_EXPECTED
                        + "was delivered to tickets at t+10.7s, and no time interval muted it []");
    }

    @Test
    void alert_that_is_muted_in_an_active_moment_is_broken() {
        assertThat(text(HEARD, asOf(fired(view(10, 10.6), view(10.7, 30, "holidays")))))
                .isEqualTo("broken: " + HEARD_EXPECTED + "Alertmanager muted it by holidays at t+10.7s [the drill was"
                        + " held as of 2026-03-07T02:00:00Z, when holidays does not hold]");
        assertThat(verdict(HEARD, fired(view(10, 20, "hours"), view(20, 30)).alarm(20.1, "tickets", "Missing", TICKET)))
                .as("late is not at all the same")
                .isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_is_not_delivered_for_another_reason_is_inconclusive() {
        assertThat(text(HEARD, fired(view(10, 30))))
                .contains("inconclusive: ", "but it was not delivered to tickets (see A05 and N01)");
        assertThat(verdict(HEARD, fired(view(10, 30)).alarm(11, "default", "Missing", TICKET)))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(HEARD, fired(view(10, 30)).notified(11, "tickets", true, "Missing", TICKET, 500)))
                .isInstanceOf(Inconclusive.class);
        assertThat(text(HEARD, healthy())).contains("inconclusive: ", "never fired (see A01)");
        for (Witness witness : List.of(Witness.PROMETHEUS, Witness.ALERTMANAGER, Witness.INBOX)) {
            Fixture deaf = fired(view(10, 30))
                    .alarm(10.7, "tickets", "Missing", TICKET)
                    .gap(witness);
            assertThat(verdict(HEARD, deaf)).isInstanceOf(Inconclusive.class);
        }
    }
}
