package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertCarriesTest {
    private static final Promise PROMISE =
            Promises.carries(LATENCY, Map.of("severity", "page"), "summary", "runbook_url");
    private static final String EXPECTED = "expected to carry severity=\"page\", summary and runbook_url, but ";

    private final Fixture fired = slow().latency(firing(12.9, 31));

    @Test
    void alert_with_all_of_them_is_kept() {
        assertThat(text(PROMISE, told(SLOW, Map.of("summary", "slow", "runbook_url", "http://x"), 200)))
                .isEqualTo("kept: " + EXPECTED + "was delivered with all of them to oncall at t+13.6s []");
    }

    @Test
    void alert_without_an_annotation_is_broken_and_the_rule_is_looked_at() {
        assertThat(text(PROMISE, told(SLOW, Map.of("summary", "slow"), 200)))
                .isEqualTo("broken: " + EXPECTED
                        + "was delivered without runbook_url [the rule has no annotation summary and runbook_url]");
    }

    @Test
    void blank_annotation_is_none() {
        assertThat(text(PROMISE, told(SLOW, Map.of("summary", " ", "runbook_url", "http://x"), 200)))
                .startsWith("broken: " + EXPECTED + "was delivered without summary");
    }

    @Test
    void other_value_of_a_label_is_broken_and_shown() {
        Promise promise = Promises.carries(LATENCY, Map.of("severity", "ticket", "team", "llm"));
        assertThat(text(promise, told(SLOW, Map.of(), 200)))
                .contains("was delivered without severity=\"ticket\" (it says \"page\") and team=\"llm\"");
    }

    @Test
    void other_labels_that_were_only_pending_have_nothing_to_carry() {
        Map<String, String> other = Map.of("job", "inference", "zone", "b");
        Fixture more = told(SLOW, Map.of("summary", "slow", "runbook_url", "http://x"), 200)
                .timeline("Latency", other, Fixture.pending(12, 13));
        assertThat(text(PROMISE, more)).startsWith("kept: ");
    }

    @Test
    void one_delivery_of_several_without_it_is_broken() {
        Fixture twice = told(SLOW, Map.of("summary", "slow", "runbook_url", "http://x"), 200);
        assertThat(text(PROMISE, twice.alarm(20, "oncall", "Latency", SLOW))).startsWith("broken: ");
    }

    @Test
    void alert_that_was_not_delivered_or_turned_away_is_inconclusive() {
        assertThat(text(PROMISE, fired)).contains("inconclusive: ", "was not delivered (see A05 and N01)");
        assertThat(verdict(PROMISE, told(SLOW, Map.of(), 500))).isInstanceOf(Inconclusive.class);
        assertThat(text(PROMISE, slow())).contains("inconclusive: ", "never fired (see A01)");
    }

    @Test
    void deaf_inbox_is_inconclusive() {
        assertThat(verdict(PROMISE, told(SLOW, Map.of(), 200).gap(Witness.INBOX)))
                .isInstanceOf(Inconclusive.class);
    }

    private Fixture told(Map<String, String> labels, Map<String, String> annotations, int answered) {
        Notification.Item item = new Notification.Item(
                true, Fixture.named("Latency", labels), annotations, s(12.9), Optional.empty(), "fp");
        fired.notifications.add(new Notification(
                s(13.6), "oncall", "webhook", "key", List.of(item), 0, List.of(), answered, Fixture.SOURCE));
        return fired;
    }
}
