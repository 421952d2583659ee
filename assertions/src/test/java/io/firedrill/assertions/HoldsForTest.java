package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldsForTest {
    private static final Promise WAITS = Promises.waitsOut(LATENCY, s(2.4));
    private static final String EXPECTED = "expected to be pending for 2.4s before it fires, but ";

    @Test
    void alert_that_waits_exactly_its_for_is_kept() {
        assertThat(text(WAITS, slow().latency(pending(10.5, 12.8), firing(12.9, 31))))
                .isEqualTo("kept: " + EXPECTED + "was pending for 2.4s, from t+10.5s until it fired at t+12.9s []");
    }

    @Test
    void alert_that_fires_a_tick_early_is_broken_and_shows_the_loaded_for() {
        Fixture fixture = slow().latency(pending(10.5, 12.7), firing(12.8, 31));
        fixture.rules.set(0, rule("Latency", 2.3, Map.of()));
        assertThat(text(WAITS, fixture))
                .isEqualTo("broken: " + EXPECTED + "was pending for 2.3s, from t+10.5s until it fired at t+12.8s"
                        + " [the loaded rule says `for: 2.3s`]");
    }

    @Test
    void alert_that_fires_a_tick_late_is_broken() {
        assertThat(text(WAITS, slow().latency(pending(10.5, 12.9), firing(13, 31))))
                .isEqualTo("broken: " + EXPECTED + "was pending for 2.5s, from t+10.5s until it fired at t+13.0s []");
    }

    @Test
    void for_between_two_evaluations_is_rounded_up_to_the_next() {
        Promise odd = Promises.waitsOut(LATENCY, s(2.45));
        Fixture fixture = slow().latency(pending(10.5, 12.9), firing(13, 31));
        assertThat(text(odd, fixture))
                .startsWith("kept: expected to be pending for 2.45s and at most 2.5s before it fires, but ");
        assertThat(verdict(odd, slow().latency(pending(10.5, 13), firing(13.1, 31))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_was_never_pending_is_broken() {
        assertThat(text(WAITS, slow().latency(firing(12.8, 31))))
                .isEqualTo("broken: " + EXPECTED + "fired at t+12.8s without having been pending []");
    }

    @Test
    void alert_without_for_must_not_be_pending() {
        Promise none = Promises.waitsOut(LATENCY, s(0));
        assertThat(verdict(none, slow().latency(firing(12.8, 31)))).isInstanceOf(Kept.class);
        assertThat(text(none, slow().latency(pending(12, 12.7), firing(12.8, 31))))
                .startsWith("broken: expected to fire without a pending period, but was pending for 800ms");
    }

    @Test
    void only_the_last_unbroken_pending_period_counts() {
        assertThat(text(WAITS, slow().latency(pending(10, 10.8), pending(11, 13.3), firing(13.4, 31))))
                .isEqualTo("kept: " + EXPECTED + "was pending for 2.4s, from t+11.0s until it fired at t+13.4s,"
                        + " after 1 pending period in which the condition did not last []");
    }

    @Test
    void missing_evaluations_are_inconclusive_not_early() {
        assertThat(text(WAITS, slow().latency(pending(10.5, 11.5), pending(11.8, 12.8), firing(12.9, 31))))
                .isEqualTo("inconclusive: " + EXPECTED + "evaluations are missing before it fired at t+12.9s"
                        + " [Prometheus did not evaluate the rule on time]");
    }

    @Test
    void missing_evaluations_are_inconclusive_not_late() {
        assertThat(verdict(WAITS, slow().latency(pending(10.5, 12.8), firing(13.2, 31))))
                .isInstanceOf(Inconclusive.class);
        AlertPeriod holed = new AlertPeriod(AlertState.PENDING, s(10.5), s(13.1), 20);
        assertThat(verdict(WAITS, slow().latency(holed, firing(13.2, 31)))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void missing_evaluations_do_not_matter_when_it_fired_on_time() {
        AlertPeriod holed = new AlertPeriod(AlertState.PENDING, s(10.5), s(12.8), 20);
        assertThat(verdict(WAITS, slow().latency(holed, firing(12.9, 31)))).isInstanceOf(Kept.class);
    }

    @Test
    void timestamps_may_be_rounded_to_a_millisecond() {
        assertThat(verdict(WAITS, slow().latency(pending(10.5, 12.8), firing(12.899, 31))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(WAITS, slow().latency(pending(10.5, 12.8), firing(12.898, 31))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(WAITS, slow().latency(pending(10.5, 12.8), firing(12.901, 31))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(WAITS, slow().latency(pending(10.5, 12.8), firing(12.902, 31))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void each_time_it_fires_is_judged() {
        Fixture fixture = slow().latency(pending(10.5, 12.8), firing(12.9, 15), pending(16, 17), firing(17.1, 20));
        assertThat(text(WAITS, fixture)).contains("broken: ", "was pending for 1.1s, from t+16.0s");
    }

    @Test
    void hole_in_the_firing_is_no_new_start() {
        assertThat(verdict(WAITS, slow().latency(pending(10.5, 12.8), firing(12.9, 15), firing(15.3, 31))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(WAITS, slow().latency(pending(10.5, 12.8), firing(12.9, 15), firing(18, 31))))
                .as("a rule with a for cannot fire anew without being pending")
                .isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_never_fired_is_inconclusive() {
        assertThat(text(WAITS, slow().latency(pending(10, 11))))
                .isEqualTo("inconclusive: " + EXPECTED + "never fired during the drill (see A01) []");
        assertThat(verdict(WAITS, slow())).isInstanceOf(Inconclusive.class);
        assertThat(verdict(WAITS, slow().latency(firing(-3, 31)))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void deaf_prometheus_is_inconclusive() {
        assertThat(verdict(WAITS, slow().gap(Witness.PROMETHEUS).latency(firing(12, 13))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void other_alert_that_does_not_wait_changes_nothing() {
        Fixture fixture = slow().latency(pending(10.5, 12.8), firing(12.9, 31)).timeline("Other", SLOW, firing(11, 12));
        assertThat(verdict(WAITS, fixture)).isInstanceOf(Kept.class);
    }
}
