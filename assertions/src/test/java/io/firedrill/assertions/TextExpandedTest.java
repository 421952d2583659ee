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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextExpandedTest {
    private static final Promise READABLE = DeliveryPromises.isReadable(LATENCY);
    private static final String EXPECTED = "expected to be told in text with a title and every template expanded, but ";
    private static final String FAILED =
            "<error expanding template: error executing template __alert_Latency: no elements>";

    private final Fixture fired =
            slow().latency(pending(10.5, 12.8), firing(12.9, 31)).routed("Latency", SLOW, view(13, 31, "oncall"));
    private final Inboxes inboxes = new Inboxes(fired).onCall(true, true);

    @Test
    void expanded_texts_are_kept() {
        inboxes.alarm(13.6, "webhook", 200).shown(13.7, "slack", "attachment title", "slow", "attachment text", "");
        assertThat(text(READABLE, fired))
                .isEqualTo(
                        "kept: " + EXPECTED + "was told so to oncall at t+13.6s and to oncall by Slack at t+13.7s []");
    }

    @Test
    void failed_template_in_an_annotation_is_broken_with_what_it_reads() {
        annotated("Latency is " + FAILED);
        assertThat(text(READABLE, fired))
                .isEqualTo("broken: " + EXPECTED + "annotation summary holds <error expanding template"
                        + " (oncall at t+13.6s) [it reads \"" + FAILED + "\"]");
    }

    @Test
    void failed_template_in_what_people_see_is_broken() {
        inboxes.shown(13.7, "slack", "attachment title", "<no value> is slow")
                .shown(13.8, "pagerduty", "payload.summary", "slow", "custom_details.runbook", "{{ .runbook }}");
        assertThat(text(READABLE, fired))
                .isEqualTo("broken: " + EXPECTED + "attachment title holds <no value> (oncall by Slack at t+13.7s);"
                        + " custom_details.runbook holds {{ (oncall by PagerDuty at t+13.8s)"
                        + " [it reads \"<no value> is slow\"]");
    }

    @Test
    void empty_title_is_broken_and_any_other_empty_text_is_not() {
        inboxes.shown(13.7, "slack", "attachment title", " ", "attachment text", "slow");
        assertThat(text(READABLE, fired))
                .isEqualTo("broken: " + EXPECTED + "attachment title is empty (oncall by Slack at t+13.7s) []");
    }

    @Test
    void same_fault_again_is_told_once() {
        inboxes.shown(13.7, "slack", "attachment title", "").shown(20, "slack", "attachment title", "");
        assertThat(text(READABLE, fired)).doesNotContain("t+20.0s");
    }

    @Test
    void annotation_that_the_message_does_not_show_is_not_read_by_people() {
        annotated("<no value>", "slack", List.of(new Notification.Text("attachment title", "slow")));
        assertThat(verdict(READABLE, fired)).isInstanceOf(Kept.class);
    }

    @Test
    void label_counts_as_text_too() {
        Map<String, String> labels = Map.of("job", "inference", "severity", "page", "team", "<no value>");
        Fixture fixture = slow().timeline("Latency", labels, firing(12.9, 31));
        new Inboxes(fixture).told(13.6, "oncall", "webhook", "Latency", labels);
        assertThat(text(READABLE, fixture)).contains("broken: ", "label team holds <no value>");
    }

    @Test
    void resolution_is_read_as_well() {
        inboxes.alarm(13.6, "webhook", 200);
        fired.notifications.add(new Notification(
                s(37),
                "oncall",
                "webhook",
                "key",
                List.of(item(false, "<no value>")),
                0,
                List.of(),
                200,
                Fixture.SOURCE));
        assertThat(verdict(READABLE, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void text_that_was_turned_away_or_that_nobody_got_is_inconclusive() {
        assertThat(text(READABLE, fired)).contains("inconclusive: ", "was not delivered (see A05 and N01)");
        inboxes.alarm(13.6, "slack", 404);
        assertThat(verdict(READABLE, fired)).isInstanceOf(Inconclusive.class);
        assertThat(text(READABLE, slow())).contains("inconclusive: ", "never fired (see A01)");
    }

    @Test
    void deaf_inbox_is_inconclusive() {
        inboxes.alarm(13.6, "webhook", 200);
        assertThat(verdict(READABLE, fired.gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
    }

    private void annotated(String summary) {
        annotated(summary, "webhook", List.of());
    }

    private void annotated(String summary, String integration, List<Notification.Text> shown) {
        fired.notifications.add(new Notification(
                s(13.6),
                "oncall",
                integration,
                "key",
                List.of(item(true, summary)),
                0,
                List.of(),
                200,
                Fixture.SOURCE,
                shown));
    }

    private static Notification.Item item(boolean firing, String summary) {
        return new Notification.Item(
                firing,
                Fixture.named("Latency", SLOW),
                Map.of("summary", summary),
                s(12.9),
                firing ? Optional.empty() : Optional.of(s(31)),
                "fp");
    }
}
