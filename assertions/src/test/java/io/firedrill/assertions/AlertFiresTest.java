package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.failing;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertFiresTest {
    private static final Promise WITHIN_6S = Promises.firesWithin(LATENCY, "slow", s(6));
    private static final String EXPECTED =
            "expected to fire and be delivered within 6s of fault \"slow\" (t+10.0s), but ";

    private static Fixture told(double at, AlertPeriod... periods) {
        return slow().latency(periods).alarm(at, "oncall", "Latency", SLOW);
    }

    @Test
    void alert_that_fires_and_is_delivered_in_time_is_kept() {
        Fixture fixture = told(13.5, pending(10.5, 12.8), firing(12.9, 31));
        assertThat(text(WITHIN_6S, fixture))
                .isEqualTo("kept: " + EXPECTED + "fired 2.9s after it, at t+12.9s, pending from t+10.5s,"
                        + " delivered to oncall at t+13.5s []");
        assertThat(verdict(WITHIN_6S, fixture).evidence())
                .containsExactly("/alerts/0", "/faults/0", "/notifications/0");
    }

    /** As it was seen once: the machine was so busy that a tenth of all scrapes failed, and the alert began to wait anew. */
    @Test
    void alert_that_comes_late_while_several_targets_miss_scrapes_tells_of_the_machine() {
        Fixture busy = told(17, pending(10.5, 15.9), firing(16, 31));
        busy.targets.clear();
        Stream.of("gateway", "inference", "alertmanager", "collector", "jaeger", "telemetry", "provider")
                .forEach(job -> busy.targets.add(
                        new TargetHealth(job, job + ":1", 180, job.length() % 2 == 1 ? 19 : 0, s(1), Fixture.SOURCE)));

        assertThat(text(WITHIN_6S, busy))
                .startsWith("inconclusive: " + EXPECTED + "fired 6s after it, at t+16.0s")
                .contains("while scrapes of 4 of 7 targets failed (see M04) [Prometheus or the machine stood still");
        assertThat(verdict(Promises.resolvesWithin(LATENCY, "slow", s(1)), busy))
                .isInstanceOf(Inconclusive.class);
        busy.targets.removeIf(target -> target.failed() > 0 && !target.job().equals("gateway"));
        assertThat(verdict(WITHIN_6S, busy)).as("one target is no machine").isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_a_command_should_have_made_fire_is_judged_without_requests_by_its_users_word() {
        Fixture told = Fixture.commanded().latency(firing(12.9, 31)).alarm(13.5, "oncall", "Latency", SLOW);
        assertThat(verdict(WITHIN_6S, told)).isInstanceOf(Kept.class);

        assertThat(text(WITHIN_6S, Fixture.commanded()))
                .startsWith("broken: " + EXPECTED + "never became pending")
                .contains("that `./break.sh` broke anything nobody but its user says");
    }

    @Test
    void alert_that_fires_in_time_but_reaches_nobody_is_left_to_n01() {
        assertThat(text(WITHIN_6S, slow().latency(firing(12.9, 31))))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "fired 2.9s after it, at t+12.9s, but nothing was delivered at all (see N01) []");
        assertThat(verdict(
                        WITHIN_6S,
                        slow().latency(firing(12.9, 31)).notified(13.5, "oncall", true, "Latency", SLOW, 503)))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(WITHIN_6S, told(12.8, firing(12.9, 31)))).isInstanceOf(Inconclusive.class);
        assertThat(text(WITHIN_6S, slow().latency(firing(12.9, 31)).gap(Witness.INBOX)))
                .contains("inconclusive: ", "the witness inbox was deaf");
    }

    @Test
    void alert_that_fires_exactly_at_the_limit_is_kept_and_a_tick_later_is_broken() {
        assertThat(verdict(WITHIN_6S, told(16, firing(16, 31)))).isInstanceOf(Kept.class);
        assertThat(text(WITHIN_6S, slow().latency(firing(16.1, 31))))
                .isEqualTo("broken: " + EXPECTED + "fired 6.1s after it, at t+16.1s []");
    }

    @Test
    void alert_that_is_delivered_exactly_at_the_limit_is_kept_and_a_tick_later_is_broken() {
        Fixture inTime = slow().latency(firing(12.9, 31)).alarm(16, "oncall", "Latency", SLOW);
        assertThat(verdict(WITHIN_6S, inTime)).isInstanceOf(Kept.class);
        Fixture late = slow().latency(firing(12.9, 31)).alarm(16.1, "oncall", "Latency", SLOW);
        assertThat(text(WITHIN_6S, late))
                .isEqualTo("broken: " + EXPECTED + "fired 2.9s after it, at t+12.9s, but was delivered only"
                        + " to oncall at t+16.1s, 6.1s after the fault [its route waits `group_wait: 600ms`]");
    }

    @Test
    void alert_that_was_counted_says_who_counted_it_and_is_late_only_if_it_must_have_been() {
        assertThat(text(WITHIN_6S, slow().latency(firing(12.9, 31)).counted(15.5, 16, true, "Latency", SLOW)))
                .isEqualTo("kept: " + EXPECTED + "fired 2.9s after it, at t+12.9s,"
                        + " delivered to oncall by Slack at t+16.0s (by Alertmanager's metrics) []");
        assertThat(text(WITHIN_6S, slow().latency(firing(12.9, 31)).counted(15.9, 16.4, true, "Latency", SLOW)))
                .startsWith("inconclusive: ")
                .endsWith("[it was counted between t+15.9s and t+16.4s, and due by t+16.0s]");
        assertThat(verdict(WITHIN_6S, slow().latency(firing(12.9, 31)).counted(16.1, 16.6, true, "Latency", SLOW)))
                .isInstanceOf(Broken.class);
    }

    @Test
    void repetition_of_an_alert_that_was_delivered_in_time_does_not_matter() {
        Fixture fixture = slow().latency(firing(12.9, 31))
                .alarm(13.5, "oncall", "Latency", SLOW)
                .alarm(25, "oncall", "Latency", SLOW);
        assertThat(verdict(WITHIN_6S, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void alert_at_the_very_start_of_the_fault_counts_as_its_answer() {
        assertThat(verdict(WITHIN_6S, told(10.6, firing(10, 31)))).isInstanceOf(Kept.class);
    }

    @Test
    void rule_that_is_not_loaded_is_broken_and_names_its_neighbour() {
        Promise promise = Promises.firesWithin(AlertSelector.of("Latencies"), "slow", s(6));
        assertThat(text(promise, slow()))
                .isEqualTo("broken: " + EXPECTED
                        + "is not among the 2 loaded alerting rules [the nearest loaded rule is Latency]");
    }

    @Test
    void rule_that_waits_longer_than_the_fault_is_broken_with_that_hint() {
        Fixture fixture = slow().latency(pending(10.5, 31));
        fixture.rules.set(0, rule("Latency", 60, Map.of()));
        assertThat(text(WITHIN_6S, fixture))
                .isEqualTo("broken: " + EXPECTED
                        + "was pending from t+10.5s to t+31.0s and never fired (observed until t+60.0s)"
                        + " [the rule waits `for: 1m`, longer than the fault (20s)]");
    }

    @Test
    void condition_that_does_not_last_is_broken_with_that_hint() {
        assertThat(text(WITHIN_6S, slow().latency(pending(10.5, 11.5), pending(14, 14.2))))
                .isEqualTo("broken: " + EXPECTED
                        + "was pending from t+10.5s to t+11.5s, from t+14.0s to t+14.2s and never fired"
                        + " (observed until t+60.0s)"
                        + " [the rule waits `for: 2.4s`, but the condition held for only 1s at a time]");
    }

    @Test
    void alert_without_any_sample_is_broken_and_shows_the_query() {
        assertThat(text(WITHIN_6S, slow()))
                .isEqualTo("broken: " + EXPECTED + "never became pending (observed until t+60.0s)"
                        + " [its query never returned anything: Latency_query]");
    }

    @Test
    void alert_that_fires_with_other_labels_only_is_broken_and_shows_them() {
        assertThat(text(WITHIN_6S, slow().timeline("Latency", Map.of("job", "gateway"), firing(13, 31))))
                .isEqualTo("broken: " + EXPECTED + "never became pending (observed until t+60.0s)"
                        + " [it fired with other labels: {job=\"gateway\"}]");
    }

    @Test
    void late_alert_whose_for_is_too_long_is_broken_with_that_hint() {
        Fixture fixture = slow().latency(pending(10.5, 19.4), firing(19.5, 31));
        fixture.rules.set(0, rule("Latency", 9, Map.of()));
        assertThat(text(WITHIN_6S, fixture))
                .isEqualTo("broken: " + EXPECTED + "fired 9.5s after it, at t+19.5s, pending from t+10.5s"
                        + " [the rule waits `for: 9s`, longer than promised in all]");
    }

    @Test
    void several_alerts_must_all_fire_and_the_worst_is_told() {
        Promise any = Promises.firesWithin(AlertSelector.of("Latency"), "slow", s(6));
        Fixture fixture = slow().latency(firing(13, 31)).timeline("Latency", Map.of("job", "x"), pending(11, 12));
        assertThat(text(any, fixture))
                .startsWith("broken: " + EXPECTED + "Latency{job=\"x\"} was pending from t+11.0s to t+12.0s");
    }

    @Test
    void other_alert_of_the_name_that_was_over_before_the_fault_need_not_answer() {
        Promise any = Promises.firesWithin(AlertSelector.of("Latency"), "slow", s(6));
        assertThat(verdict(any, told(13.6, firing(13, 31)).timeline("Latency", Map.of("job", "x"), pending(2, 3))))
                .isInstanceOf(Kept.class);
        Promise resolves = Promises.resolvesWithin(AlertSelector.of("Latency"), "slow", s(6));
        assertThat(verdict(
                        resolves,
                        told(13.6, firing(13, 31))
                                .resolved(34, "oncall", "Latency", SLOW)
                                .timeline("Latency", Map.of("job", "x"), pending(2, 3))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_was_there_before_the_fault_is_inconclusive() {
        assertThat(text(WITHIN_6S, slow().latency(pending(7, 9.9), firing(10, 31))))
                .isEqualTo("inconclusive: " + EXPECTED + "was already pending when the fault began, from t+7.0s []");
        assertThat(text(WITHIN_6S, slow().latency(firing(-5, 31))))
                .contains("was already firing when the fault began, from t-5.0s");
    }

    @Test
    void evaluations_that_are_missing_as_the_fault_begins_do_not_make_an_old_alert_its_answer() {
        assertThat(text(WITHIN_6S, told(13.6, firing(7, 9.7), firing(10.2, 31))))
                .contains("inconclusive: ", "was already firing when the fault began, from t+7.0s");
        assertThat(text(WITHIN_6S, told(13.6, pending(7, 9.7), pending(10.2, 12.8), firing(12.9, 31))))
                .contains("inconclusive: ", "was already pending when the fault began, from t+7.0s");
        assertThat(text(WITHIN_6S, told(13.6, firing(7, 9), firing(12, 31))))
                .contains("inconclusive: ", "was already firing when the fault began, from t+7.0s");
    }

    @Test
    void alert_that_was_over_before_the_fault_does_not_matter() {
        assertThat(verdict(WITHIN_6S, told(13.6, firing(3, 5), pending(11, 12.9), firing(13, 31))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void old_firing_is_not_taken_for_the_answer() {
        assertThat(verdict(WITHIN_6S, slow().latency(firing(3, 5)))).isInstanceOf(Broken.class);
    }

    @Test
    void fault_that_did_not_bite_is_inconclusive() {
        Fixture fixture = healthy().requests(10, 40, 30, 200);
        fixture.faults.addAll(slow().faults);
        assertThat(text(WITHIN_6S, fixture.latency(firing(13, 31))))
                .isEqualTo("inconclusive: " + EXPECTED + "fault \"slow\" did not bite: the median latency went"
                        + " from 20ms to 30ms under a delay of 400ms []");
    }

    @Test
    void fault_that_is_unknown_is_inconclusive() {
        assertThat(text(WITHIN_6S, failing()))
                .isEqualTo("inconclusive: expected to fire and be delivered within 6s of fault \"slow\","
                        + " but the drill injected no fault \"slow\" []");
    }

    @Test
    void deaf_prometheus_is_inconclusive() {
        assertThat(text(WITHIN_6S, slow().gap(Witness.PROMETHEUS).latency(firing(13, 31))))
                .isEqualTo("inconclusive: " + EXPECTED + "the witness prometheus was deaf: connection refused []");
    }

    @Test
    void deaf_ledger_is_inconclusive() {
        assertThat(verdict(WITHIN_6S, slow().gap(Witness.LEDGER).latency(firing(13, 31))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void observation_that_ends_early_is_inconclusive_unless_it_was_delivered() {
        Fixture fixture = slow();
        fixture.observed = s(15.9);
        assertThat(text(WITHIN_6S, fixture))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "had not fired when the observation ended, 5.9s after the fault"
                        + " [watch for at least 6s after the fault]");
        assertThat(verdict(WITHIN_6S, fixture.latency(firing(15, 15.9)))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(WITHIN_6S, fixture.alarm(15.6, "oncall", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void observation_that_ends_exactly_at_the_limit_is_long_enough() {
        Fixture fixture = slow();
        fixture.observed = s(16);
        assertThat(verdict(WITHIN_6S, fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void unrelated_alert_changes_nothing() {
        Fixture fixture = told(13.6, firing(13, 31)).timeline("Other", SLOW, firing(11, 20));
        assertThat(verdict(WITHIN_6S, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void id_and_subject_name_the_alert() {
        assertThat(WITHIN_6S.id()).isEqualTo("A01-Latency-inference");
        assertThat(WITHIN_6S.subject()).isEqualTo("alert Latency{job=\"inference\"}");
    }
}
