package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import org.junit.jupiter.api.Test;

/** N02 to N04; what they share with N01 is in {@link AlertDeliveredTest}. */
class IntegrationDeliveredTest {
    private static final Promise WEBHOOK = Promises.isDelivered(LATENCY);
    private static final Promise SLACK = DeliveryPromises.reachesSlack(LATENCY);
    private static final Promise MAIL = DeliveryPromises.reachesMail(LATENCY);
    private static final Promise PAGERDUTY = DeliveryPromises.reachesPagerDuty(LATENCY);
    private static final String EXPECTED =
            "expected to be delivered by Slack each time it fires, complete and valid, but ";

    private final Fixture fired = slow().latency(firing(12.9, 31)).routed("Latency", SLOW, view(13, 31, "oncall"));
    private final Inboxes inboxes = new Inboxes(fired).onCall(true, true);

    @Test
    void each_integration_has_its_check() {
        assertThat(List.of(WEBHOOK, SLACK, MAIL, PAGERDUTY))
                .extracting(Promise::check)
                .containsExactly(Check.N01, Check.N02, Check.N03, Check.N04);
        assertThat(SLACK.id()).isEqualTo("N02-Latency-inference");
    }

    @Test
    void alert_that_its_integration_delivered_is_kept_whatever_the_others_did() {
        inboxes.alarm(13.6, "slack", 200).alarm(13.7, "pagerduty", 400, "no severity");
        assertThat(text(SLACK, fired))
                .isEqualTo("kept: " + EXPECTED + "was delivered to oncall by Slack at t+13.6s []");
        assertThat(verdict(PAGERDUTY, fired)).isInstanceOf(Broken.class);
        assertThat(verdict(WEBHOOK, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_came_by_the_other_integrations_only_is_broken() {
        inboxes.alarm(13.6, "webhook", 200).alarm(13.6, "pagerduty", 202);
        assertThat(text(SLACK, fired))
                .isEqualTo("broken: " + EXPECTED + "fired from t+12.9s to t+31.0s, was active towards oncall by Slack"
                        + " for 18s, and was not delivered there []");
        assertThat(verdict(WEBHOOK, fired)).isInstanceOf(Kept.class);
        assertThat(verdict(PAGERDUTY, fired)).isInstanceOf(Kept.class);
    }

    @Test
    void message_that_the_service_refuses_is_broken_with_its_answer() {
        inboxes.alarm(13.6, "slack", 404, "Slack answers 404 channel_not_found")
                .alarm(19.6, "slack", 404, "Slack answers 404 channel_not_found");
        assertThat(text(SLACK, fired))
                .isEqualTo("broken: " + EXPECTED + "what was delivered is faulty: Slack answers 404 channel_not_found"
                        + " (oncall by Slack at t+13.6s) []");
    }

    @Test
    void message_whose_alerts_a_template_emptied_is_broken_with_what_is_wrong() {
        garbled(fired, "slack");
        assertThat(text(SLACK, fired))
                .contains("broken: ", "[receiver oncall by Slack answered 400 at t+13.6s: Slack answers 400 no_text]");
    }

    @Test
    void garbled_message_is_broken_also_where_the_alert_was_too_brief_to_be_missed() {
        Fixture brief = slow().latency(firing(12.9, 14)).routed("Latency", SLOW, view(13, 14, "oncall"));
        Inboxes of = new Inboxes(brief).onCall(true, true).alarm(13.6, "webhook", 200);
        assertThat(verdict(SLACK, brief)).isInstanceOf(Inconclusive.class);
        garbled(brief, "pagerduty");
        assertThat(verdict(SLACK, brief)).isInstanceOf(Inconclusive.class);
        garbled(brief, "slack");
        assertThat(verdict(SLACK, brief)).isInstanceOf(Broken.class);
        of.alarm(13.7, "slack", 200);
        assertThat(verdict(SLACK, brief)).isInstanceOf(Kept.class);
    }

    private static void garbled(Fixture fixture, String integration) {
        fixture.notifications.add(new Notification(
                Fixture.s(13.6),
                "oncall",
                integration,
                "",
                List.of(),
                0,
                List.of("Slack answers 400 no_text"),
                400,
                Fixture.SOURCE));
    }

    @Test
    void receiver_without_the_integration_is_inconclusive() {
        inboxes.alarm(13.6, "webhook", 200);
        assertThat(text(MAIL, fired))
                .isEqualTo("inconclusive: expected to be delivered by mail each time it fires, complete and valid, but"
                        + " goes to oncall, told by a webhook, Slack and PagerDuty and not by mail"
                        + " [look at its email_configs, or at the receiver]");
    }

    @Test
    void miss_that_an_outage_of_the_receiver_explains_is_inconclusive() {
        inboxes.outage("alertmanager->oncall/slack", 12, 40).alarm(13.6, "slack", 500);
        assertThat(text(SLACK, fired)).contains("inconclusive: ", "was not delivered there (see N05)");
        assertThat(verdict(PAGERDUTY, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void outage_before_it_fired_or_of_another_receiver_explains_nothing() {
        inboxes.outage("alertmanager->oncall/slack", 5, 12).outage("alertmanager->tickets", 12, 40);
        assertThat(verdict(SLACK, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void deaf_witnesses_are_inconclusive() {
        inboxes.alarm(13.6, "slack", 200);
        assertThat(verdict(SLACK, fired.gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
    }
}
