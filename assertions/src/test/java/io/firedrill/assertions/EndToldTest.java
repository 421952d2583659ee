package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import org.junit.jupiter.api.Test;

class EndToldTest {
    private static final Promise TOLD = DeliveryPromises.tellsTheEnd(LATENCY);
    private static final Promise RESOLVES = Promises.resolvesWithin(LATENCY, "slow", s(10));
    private static final String EXPECTED = "expected to be resolved by every integration that told people of it, but ";

    private final Fixture fired = slow().latency(firing(12.9, 31.2)).routed("Latency", SLOW, view(13, 31, "oncall"));

    private Inboxes paged(boolean slack, boolean pagerDuty) {
        return new Inboxes(fired)
                .onCall(slack, pagerDuty)
                .alarm(13.6, "webhook", 200)
                .alarm(13.7, "slack", 200)
                .alarm(13.8, "pagerduty", 202);
    }

    @Test
    void end_told_by_each_integration_is_kept() {
        paged(true, true)
                .resolved(37.6, "webhook", 200)
                .resolved(37.7, "slack", 200)
                .resolved(37.8, "pagerduty", 202);
        assertThat(text(TOLD, fired))
                .isEqualTo(
                        "kept: " + EXPECTED + "stopped firing at t+31.2s, resolved to oncall by PagerDuty at t+37.8s,"
                                + " to oncall by Slack at t+37.7s and to oncall at t+37.6s []");
        assertThat(text(RESOLVES, fired)).contains("kept: ", "resolved to oncall at t+37.6s");
    }

    @Test
    void integration_that_is_set_to_be_silent_is_broken_and_the_end_is_told_all_the_same() {
        paged(false, true).resolved(37.6, "webhook", 200).resolved(37.8, "pagerduty", 202);
        assertThat(text(TOLD, fired))
                .isEqualTo("broken: " + EXPECTED
                        + "stopped firing at t+31.2s, but its resolution was not delivered to oncall by Slack"
                        + " [send_resolved is false in slack_configs of oncall]");
        assertThat(verdict(RESOLVES, fired)).isInstanceOf(Kept.class);
    }

    @Test
    void receiver_of_which_all_are_silent_is_not_for_a09_to_say() {
        fired.receivers.set(0, Inboxes.receivers("x").get(0));
        new Inboxes(fired).onCall(false, false).alarm(13.7, "slack", 200);
        assertThat(verdict(TOLD, fired)).isInstanceOf(Broken.class);
        assertThat(text(RESOLVES, fired))
                .contains("inconclusive: ", "no integration of oncall is set to say so (see N06)");
    }

    @Test
    void receiver_that_is_late_is_for_a09_to_say_and_one_that_is_silent_is_not() {
        new Inboxes(fired).onCall(false, false).alarm(13.7, "slack", 200);
        new Inboxes(fired).told(13.8, "default", "webhook", "Latency", SLOW);
        assertThat(text(RESOLVES, fired)).contains("broken: ", "no resolved notification reached default [");

        fired.notifications.add(late());
        assertThat(text(RESOLVES, fired)).contains("broken: ", "resolved only to default at t+45.0s");
    }

    private static Notification late() {
        Fixture fixture = new Fixture().resolved(45, "default", "Latency", SLOW);
        return fixture.notifications.get(0);
    }

    @Test
    void refused_resolution_is_broken_with_the_answer() {
        paged(true, true)
                .resolved(37.6, "webhook", 200)
                .resolved(37.7, "slack", 400)
                .resolved(37.8, "pagerduty", 202);
        assertThat(text(TOLD, fired)).contains("broken: ", "[oncall by Slack answered 400 at t+37.7s]");
    }

    @Test
    void end_that_no_integration_told_is_not_for_this_to_say() {
        paged(true, true);
        assertThat(text(TOLD, fired))
                .contains(
                        "inconclusive: ",
                        "had not been delivered to oncall by PagerDuty, oncall by Slack and oncall (see A09)");
        assertThat(verdict(RESOLVES, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void last_word_must_be_the_end() {
        paged(true, true)
                .resolved(37.6, "webhook", 200)
                .resolved(37.7, "slack", 200)
                .resolved(37.8, "pagerduty", 202);
        new Inboxes(fired).alarm(38, "slack", 200);
        assertThat(verdict(TOLD, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void end_told_before_it_fired_anew_does_not_count() {
        fired.alerts.clear();
        fired.latency(firing(12.9, 20), pending(21, 23), firing(23.1, 31.2));
        paged(true, true)
                .resolved(22, "slack", 200)
                .resolved(37.6, "webhook", 200)
                .resolved(37.8, "pagerduty", 202);
        assertThat(text(TOLD, fired)).contains("broken: ", "not delivered to oncall by Slack");
    }

    @Test
    void integration_that_did_not_page_need_not_tell_the_end() {
        new Inboxes(fired).onCall(false, true).alarm(13.6, "webhook", 200).alarm(13.7, "slack", 404);
        new Inboxes(fired).resolved(37.6, "webhook", 200);
        assertThat(verdict(TOLD, fired)).isInstanceOf(Kept.class);
    }

    @Test
    void integration_that_was_out_is_inconclusive_and_one_that_is_just_behind_as_well() {
        paged(true, true)
                .outage("alertmanager->oncall/slack", 36, 40)
                .resolved(37.6, "webhook", 200)
                .resolved(37.8, "pagerduty", 202);
        assertThat(text(TOLD, fired)).contains("inconclusive: ", "to oncall by Slack (see N05)");
        fired.faults.remove(1);
        fired.observed = s(38);
        assertThat(verdict(TOLD, fired)).isInstanceOf(Inconclusive.class);
        fired.observed = s(39);
        assertThat(verdict(TOLD, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_still_fires_or_never_did_or_was_never_told_is_inconclusive() {
        assertThat(text(TOLD, fired)).contains("inconclusive: ", "nobody was told that it fired (see A05 and N01)");
        paged(false, false);
        fired.observed = s(31.3);
        assertThat(text(TOLD, fired)).contains("inconclusive: ", "was still firing at t+31.2s");
        assertThat(text(TOLD, slow())).contains("inconclusive: ", "never fired (see A01)");
        fired.observed = s(60);
        assertThat(verdict(TOLD, fired.gap(Witness.ALERTMANAGER))).isInstanceOf(Inconclusive.class);
    }
}
