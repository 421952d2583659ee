package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutageSurvivedTest {
    private static final Map<String, String> LABELS = Map.of("integration", "slack");
    private static final Promise SURVIVES =
            DeliveryPromises.outageLosesNothing(LATENCY, "outage", AlertSelector.of("Lost"));
    private static final String EXPECTED =
            "expected to be delivered in spite of fault \"outage\" (t+12.0s), or else Lost"
                    + " to say that it was lost, but ";
    private static final String AWAY = "was turned away 1 time by oncall by Slack, last at t+13.6s";

    private final Fixture fired = slow().latency(firing(12.9, 31)).routed("Latency", SLOW, view(13, 31, "oncall"));
    private final Inboxes inboxes = new Inboxes(fired).onCall(true, true).outage("alertmanager->oncall/slack", 12, 20);

    /** Slack is told to wait, and the alert is over before Alertmanager tries again. */
    private Inboxes lost() {
        fired.rules.add(rule("Lost", 1.2, Map.of()));
        return inboxes.alarm(13.6, "webhook", 200).alarm(13.6, "slack", 429).resolved(37.6, "webhook", 200);
    }

    private Inboxes noticed() {
        Inboxes noticed = lost();
        fired.timeline("Lost", LABELS, firing(15, 20)).routed("Lost", LABELS, view(15, 20, "tickets"));
        return noticed;
    }

    @Test
    void alert_that_is_sent_again_is_kept() {
        inboxes.alarm(13.6, "slack", 500).alarm(14.2, "slack", 500).alarm(20.3, "slack", 200);
        assertThat(text(SURVIVES, fired))
                .isEqualTo("kept: " + EXPECTED + "was turned away 2 times by oncall by Slack, last at t+14.2s, and"
                        + " delivered to oncall by Slack at t+20.3s []");
    }

    @Test
    void unanswered_attempt_is_turned_away_too() {
        inboxes.alarm(13.6, "slack", 0).alarm(20.3, "slack", 200);
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Kept.class);
    }

    @Test
    void loss_that_an_alert_tells_by_another_way_is_kept() {
        noticed().told(15.6, "tickets", "email", "Lost", LABELS);
        assertThat(text(SURVIVES, fired))
                .isEqualTo("kept: " + EXPECTED + AWAY + ", and never delivered there, which Lost{integration=\"slack\"}"
                        + " told tickets by mail at t+15.6s []");
    }

    @Test
    void loss_without_a_rule_is_broken() {
        lost();
        fired.rules.remove(fired.rules.size() - 1);
        fired.rules.add(rule("Lots", 0, Map.of()));
        assertThat(text(SURVIVES, fired))
                .isEqualTo("broken: " + EXPECTED + AWAY + ", and never delivered there, and there is no rule Lost"
                        + " [the nearest loaded rule is Lots]");
    }

    @Test
    void loss_that_nothing_noticed_is_broken() {
        lost();
        assertThat(text(SURVIVES, fired))
                .isEqualTo("broken: " + EXPECTED + AWAY + ", and never delivered there, and Lost never fired [look at"
                        + " what it counts, at whether Prometheus scrapes Alertmanager, and at its `for`]");
    }

    @Test
    void loss_that_is_told_the_way_that_is_out_is_broken() {
        noticed().told(21, "oncall", "slack", "Lost", LABELS);
        fired.routed.remove(1);
        fired.routed("Lost", LABELS, view(15, 20, "oncall"));
        fired.receivers.set(0, new Receiver("oncall", List.of(new Receiver.Integration("slack", true))));
        assertThat(text(SURVIVES, fired))
                .endsWith("and Lost{integration=\"slack\"} goes only to oncall by Slack"
                        + " [route it to people by another way than what may be out]");
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void loss_that_goes_to_a_receiver_without_integrations_is_broken() {
        noticed();
        fired.receivers.remove(fired.receivers.size() - 1);
        assertThat(text(SURVIVES, fired)).contains("broken: ", "is told to nobody");
    }

    @Test
    void loss_that_should_have_been_told_elsewhere_is_not_for_this_to_say() {
        noticed();
        assertThat(text(SURVIVES, fired)).contains("inconclusive: ", "not delivered to tickets by mail (see N03)");
    }

    @Test
    void loss_alert_that_was_there_before_proves_nothing() {
        lost().told(15.6, "tickets", "email", "Lost", LABELS);
        fired.timeline("Lost", LABELS, firing(5, 20)).routed("Lost", LABELS, view(5, 20, "tickets"));
        assertThat(text(SURVIVES, fired)).contains("inconclusive: ", "had begun before the outage");
    }

    @Test
    void resolution_that_was_turned_away_must_be_sent_again_too() {
        fired.faults.remove(1);
        inboxes.outage("alertmanager->oncall", 36, 40).alarm(13.6, "slack", 200).resolved(37.6, "slack", 0);
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Broken.class);
        inboxes.resolved(40.5, "slack", 200);
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Kept.class);
    }

    @Test
    void resolution_does_not_make_up_for_an_alarm() {
        lost().resolved(37.6, "slack", 200);
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void alarm_that_may_yet_come_is_inconclusive_until_a_whole_flush_has_passed() {
        inboxes.alarm(13.6, "slack", 500);
        fired.rules.add(rule("Lost", 0, Map.of()));
        fired.observed = s(30.9);
        assertThat(text(SURVIVES, fired))
                .contains("inconclusive: ", "had not been delivered when the observation ended [watch until t+31.0s]");
        fired.observed = s(31);
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void outage_that_turned_nothing_away_is_inconclusive() {
        inboxes.alarm(13.6, "webhook", 500).alarm(20.1, "slack", 500);
        assertThat(text(SURVIVES, fired))
                .contains("inconclusive: ", "was not sent to oncall by Slack while it was out");
        assertThat(text(SURVIVES, slow())).contains("inconclusive: ", "injected no fault \"outage\"");
    }

    @Test
    void fault_elsewhere_and_deaf_witnesses_are_inconclusive() {
        Promise slow = DeliveryPromises.outageLosesNothing(LATENCY, "slow", AlertSelector.of("Lost"));
        assertThat(text(slow, fired)).contains("inconclusive: ", "is on gateway->inference, which is no receiver");
        inboxes.alarm(13.6, "slack", 500).alarm(20.3, "slack", 200);
        assertThat(verdict(SURVIVES, fired.gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void effect_of_an_outage_is_what_the_inbox_turned_away() {
        Fixture fixture = fired;
        assertThat(FaultEffect.of(fixture.evidence(), fixture.faults.get(1)))
                .isEqualTo(new FaultEffect(false, "0 notifications to oncall by Slack turned away"));
        inboxes.alarm(13.6, "slack", 500).alarm(13.6, "webhook", 500);
        assertThat(FaultEffect.of(fixture.evidence(), fixture.faults.get(1)))
                .isEqualTo(new FaultEffect(true, "1 notification to oncall by Slack turned away"));
    }
}
