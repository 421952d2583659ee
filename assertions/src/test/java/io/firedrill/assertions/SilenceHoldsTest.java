package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.CONTROL;
import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.named;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.alert.SilenceRecord.Muting;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceHoldsTest {
    private static final Map<String, String> PAGE = Map.of("severity", "page");
    private static final Promise HOLDS = Promises.silenceHolds("maintenance", LATENCY, CONTROL);
    private static final String EXPECTED = "expected to withhold Latency{job=\"inference\"} for its whole window"
            + " (t+8.0s to t+25.0s) while Control is delivered, but ";
    private static final String ALERT = "Latency{job=\"inference\", severity=\"page\"}";

    /** The alert fires at 12.9 under a silence from 8 to 25; Alertmanager sees it as given. */
    private static Fixture silenced(View... views) {
        return slow().silence(8, 25)
                .latency(pending(10.5, 12.8), firing(12.9, 31))
                .routed("Latency", SLOW, views);
    }

    private static Fixture control(Fixture fixture) {
        return fixture.timeline("Control", PAGE, firing(12, 40))
                .routed("Control", PAGE, view(12, 40, "oncall"))
                .alarm(12.7, "oncall", "Control", PAGE);
    }

    private static Fixture held() {
        return control(silenced(view(13, 25, "oncall", "id-1"), view(25.1, 31, "oncall")));
    }

    @Test
    void silence_that_withholds_while_the_control_gets_through_is_kept() {
        assertThat(text(HOLDS, held()))
                .isEqualTo("kept: " + EXPECTED + ALERT + " fired from t+12.9s, Alertmanager silenced it by this silence"
                        + " and delivered nothing (no muting was recorded), while the control was delivered"
                        + " to oncall at t+12.7s []");
    }

    @Test
    void receiver_that_nobody_sees_is_asked_for_no_control_where_a_system_runs_already() {
        Fixture held = control(silenced(view(13, 25, "drill-host", "id-1"), view(13, 25, "oncall", "id-1")));
        assertThat(text(HOLDS, held))
                .startsWith("inconclusive: ")
                .contains("the control alert Control was not delivered to drill-host and oncall");

        held.mode = "remote";
        assertThat(text(HOLDS, held))
                .startsWith("kept: ")
                .contains("while the control was delivered to oncall at t+12.7s; what drill-host was sent nobody saw");
    }

    @Test
    void silence_proves_nothing_where_no_receiver_is_seen() {
        Fixture silent = silenced(view(13, 25, "oncall", "id-1"))
                .timeline("Control", PAGE, firing(12, 40))
                .routed("Control", PAGE, view(12, 40, "oncall"));
        silent.mode = "remote";

        assertThat(text(HOLDS, silent)).startsWith("inconclusive: ").contains("what oncall was sent nobody saw");
    }

    @Test
    void recorded_muting_is_told() {
        Fixture fixture = held();
        fixture.silences.clear();
        fixture.silence(8, 25, new Muting(s(13.5), named("Latency", SLOW)), new Muting(s(13.5), named("X", SLOW)));
        assertThat(text(HOLDS, fixture)).contains("kept: ", "(1 muting recorded, the first at t+13.5s)");
    }

    /** The alert of one job is muted; the one over all jobs, of the same name, was never due. */
    @Test
    void muting_of_an_alert_with_more_labels_is_no_proof() {
        Fixture fixture = control(slow().latency(pending(10.5, 12.8), firing(12.9, 31)))
                .silence(8, 25, new Muting(s(13.5), named("Latency", SLOW)))
                .timeline("Latency", PAGE, firing(24, 31))
                .routed("Latency", SLOW, view(13, 25, "oncall", "id-1"))
                .routed("Latency", PAGE, view(24, 31, "oncall", "id-1"));
        Promise overall = Promises.silenceHolds("maintenance", AlertSelector.of("Latency"), CONTROL);
        assertThat(text(overall, fixture))
                .contains("inconclusive: ", "Latency{severity=\"page\"} the silence was not put to the test");
    }

    @Test
    void delivery_inside_is_broken_even_if_witnesses_are_deaf() {
        Fixture leak = held().alarm(13.6, "oncall", "Latency", SLOW).gap(Witness.ALERTMANAGER);
        assertThat(text(HOLDS, leak))
                .isEqualTo("broken: " + EXPECTED + "Latency{job=\"inference\"} was delivered to oncall at t+13.6s []");
    }

    @Test
    void delivery_of_an_alert_that_does_not_match_shows_both_label_sets() {
        Fixture leak = control(silenced(view(13, 31, "oncall"))).alarm(13.6, "oncall", "Latency", SLOW);
        assertThat(text(HOLDS, leak))
                .contains(
                        "broken: ",
                        "[the silence matches job=\"inference\", the alert has"
                                + " {alertname=\"Latency\", job=\"inference\", severity=\"page\"}]");
    }

    @Test
    void window_begins_with_the_silence_and_ends_before_its_planned_end() {
        assertThat(verdict(HOLDS, held().alarm(24.999, "oncall", "Latency", SLOW)))
                .isInstanceOf(Broken.class);
        assertThat(verdict(HOLDS, held().alarm(25, "oncall", "Latency", SLOW))).isInstanceOf(Kept.class);
        assertThat(verdict(HOLDS, held().alarm(8, "oncall", "Latency", SLOW))).isInstanceOf(Broken.class);
    }

    @Test
    void resolved_notification_inside_is_no_leak() {
        assertThat(verdict(HOLDS, held().resolved(20, "oncall", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void delivery_before_the_silence_is_inconclusive() {
        assertThat(text(HOLDS, held().alarm(7.9, "oncall", "Latency", SLOW)))
                .contains("inconclusive: ", "was already delivered to oncall at t+7.9s, before the silence began");
    }

    @Test
    void alert_that_was_never_matched_is_broken_without_any_delivery() {
        assertThat(text(HOLDS, control(silenced(view(13, 31, "oncall")))))
                .contains("broken: ", "fired, but the silence never matched it", "the silence matches job=");
        assertThat(verdict(HOLDS, control(silenced(view(13, 31, "oncall", "id-2")))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_another_silence_or_inhibition_held_back_is_inconclusive() {
        assertThat(text(HOLDS, control(silenced(view(13, 31, "oncall", "id-1", "id-2")))))
                .contains("inconclusive: ", "was also held back by silence id-2");
        View inhibited = new View(s(13), s(31), "suppressed", List.of("oncall"), List.of("id-1"), List.of("fp9"));
        assertThat(text(HOLDS, control(silenced(inhibited))))
                .contains("inconclusive: ", "was also held back by inhibition by fp9");
    }

    @Test
    void silence_without_a_delivered_control_is_inconclusive() {
        Fixture dead = silenced(view(13, 25, "oncall", "id-1"));
        assertThat(text(HOLDS, dead))
                .contains("inconclusive: ", "the control alert Control was not delivered to oncall while the silence");
        assertThat(verdict(HOLDS, dead.timeline("Control", PAGE, firing(12, 40)).alarm(26, "oncall", "Control", PAGE)))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(HOLDS, dead.alarm(14, "default", "Control", PAGE))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(HOLDS, dead.notified(14, "oncall", true, "Control", PAGE, 500)))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_did_not_fire_in_the_window_is_inconclusive() {
        Fixture none = control(slow().silence(8, 25).latency(pending(10, 11)));
        assertThat(text(HOLDS, none)).contains("inconclusive: ", "did not fire while the silence was active (see A01)");
        assertThat(verdict(HOLDS, control(slow().silence(8, 25)))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(HOLDS, control(slow().silence(8, 12).latency(firing(12.9, 31)))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_alertmanager_did_not_have_is_inconclusive() {
        assertThat(text(HOLDS, control(slow().silence(8, 25).latency(firing(12.9, 31)))))
                .contains("inconclusive: ", "Alertmanager did not have Latency{job=\"inference\"} while the silence");
    }

    @Test
    void silence_that_was_not_put_to_the_test_is_inconclusive() {
        Fixture brief = control(slow().silence(8, 25).latency(firing(12.9, 14.4)))
                .routed("Latency", SLOW, view(13, 14.4, "oncall", "id-1"));
        assertThat(text(HOLDS, brief))
                .contains("inconclusive: ", "a notification was due at t+13.5s, the alert fired t+12.9s to t+14.4s");
        Fixture enough = control(slow().silence(8, 25).latency(firing(12.9, 14.5)))
                .routed("Latency", SLOW, view(13, 14.5, "oncall", "id-1"));
        assertThat(verdict(HOLDS, enough)).isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_joins_an_open_group_is_due_only_after_the_group_interval() {
        Map<String, String> job = Map.of("job", "inference");
        Fixture joined = control(slow().silence(8, 25).latency(firing(20, 31)))
                .routed("Sibling", job, view(11, 31, "oncall"))
                .routed("Latency", SLOW, view(20.1, 25, "oncall", "id-1"));
        joined.routes.set(0, new Route("oncall", List.of(), List.of("job"), s(0.6), s(6), s(216)));
        assertThat(text(HOLDS, joined)).contains("inconclusive: ", "a notification was due at t+26.0s");
    }

    @Test
    void silence_that_ends_early_is_broken() {
        Fixture early = held();
        early.silences.clear();
        early.silence(8, 25, Optional.of(s(8)), Optional.of(s(20)));
        assertThat(text(HOLDS, early)).contains("broken: ", "was last active at t+20.0s, well before its planned end");
        early.silences.clear();
        early.silence(8, 25, Optional.of(s(8)), Optional.of(s(24)));
        assertThat(verdict(HOLDS, early)).isInstanceOf(Kept.class);
    }

    @Test
    void silence_that_begins_late_is_inconclusive() {
        Fixture late = held();
        late.silences.clear();
        late.silence(8, 25, Optional.of(s(9.1)), Optional.of(s(25)));
        assertThat(text(HOLDS, late))
                .contains("inconclusive: ", "was first active at t+9.1s, well after its planned begin");
        late.silences.clear();
        late.silence(8, 25, Optional.of(s(9)), Optional.of(s(25)));
        assertThat(verdict(HOLDS, late)).isInstanceOf(Kept.class);
    }

    @Test
    void silence_that_never_was_is_inconclusive() {
        assertThat(text(HOLDS, slow())).contains("inconclusive: ", "the drill made no silence \"maintenance\"");
        assertThat(text(HOLDS, slow().silence(8, 25, Optional.empty(), Optional.empty())))
                .contains("inconclusive: ", "was never active");
    }

    @Test
    void deaf_witnesses_and_short_observation_are_inconclusive() {
        for (Witness witness : List.of(Witness.INBOX, Witness.ALERTMANAGER, Witness.PROMETHEUS)) {
            assertThat(verdict(HOLDS, held().gap(witness))).isInstanceOf(Inconclusive.class);
        }
        Fixture brief = held();
        brief.observed = s(24.9);
        assertThat(text(HOLDS, brief)).contains("inconclusive: ", "the observation ended before the silence did");
    }

    @Test
    void missing_recorder_alone_changes_nothing() {
        assertThat(verdict(HOLDS, held().gap(Witness.EVENT_RECORDER))).isInstanceOf(Kept.class);
    }
}
