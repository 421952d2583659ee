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
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import org.junit.jupiter.api.Test;

class AlertResolvesTest {
    private static final Promise WITHIN_10S = Promises.resolvesWithin(LATENCY, "slow", s(10));
    private static final String EXPECTED =
            "expected to resolve, and say so, within 10s of the end of fault \"slow\" (t+30.0s), but ";

    private static Fixture told(AlertPeriod... periods) {
        return slow().latency(periods)
                .routed("Latency", SLOW, view(13, 31, "oncall"))
                .alarm(13.6, "oncall", "Latency", SLOW);
    }

    private static Fixture over() {
        return told(firing(12.9, 31.2));
    }

    @Test
    void alert_that_resolves_in_time_and_says_so_is_kept() {
        assertThat(text(WITHIN_10S, over().resolved(37.6, "oncall", "Latency", SLOW)))
                .isEqualTo("kept: " + EXPECTED + "stopped firing at t+31.2s, resolved to oncall at t+37.6s []");
    }

    @Test
    void limit_holds_for_the_notification() {
        assertThat(verdict(WITHIN_10S, over().resolved(40, "oncall", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
        assertThat(text(WITHIN_10S, over().resolved(40.1, "oncall", "Latency", SLOW)))
                .isEqualTo(
                        "broken: " + EXPECTED + "stopped firing at t+31.2s, but resolved only to oncall at t+40.1s []");
    }

    @Test
    void end_that_was_counted_is_late_only_if_it_must_have_been() {
        Fixture told = slow().latency(firing(12.9, 31.2))
                .routed("Latency", SLOW, view(13, 31, "oncall"))
                .counted(13, 13.5, true, "Latency", SLOW);
        assertThat(text(WITHIN_10S, told.counted(39.8, 40.3, false, "Latency", SLOW)))
                .startsWith("inconclusive: ")
                .endsWith("[it was counted between t+39.8s and t+40.3s, and due by t+40.0s]");
        told.notifications.remove(1);
        assertThat(verdict(WITHIN_10S, told.counted(39.4, 39.9, false, "Latency", SLOW)))
                .isInstanceOf(Kept.class);
        told.notifications.remove(1);
        assertThat(verdict(WITHIN_10S, told.counted(40.1, 40.6, false, "Latency", SLOW)))
                .isInstanceOf(Broken.class);
    }

    @Test
    void limit_holds_for_the_last_firing_evaluation() {
        Fixture late = told(firing(12.9, 40.1)).resolved(41, "oncall", "Latency", SLOW);
        assertThat(text(WITHIN_10S, late)).isEqualTo("broken: " + EXPECTED + "was still firing at t+40.1s []");
        assertThat(verdict(WITHIN_10S, told(firing(12.9, 40)).resolved(40, "oncall", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void late_resolution_hints_at_the_group_interval() {
        Promise soon = Promises.resolvesWithin(LATENCY, "slow", s(3));
        assertThat(text(soon, over().resolved(37.6, "oncall", "Latency", SLOW)))
                .contains("broken: ", "[group_interval (6s) is longer than promised in all]");
    }

    @Test
    void receiver_that_is_never_told_is_broken() {
        assertThat(text(WITHIN_10S, over()))
                .isEqualTo("broken: " + EXPECTED + "stopped firing at t+31.2s, but no resolved notification reached"
                        + " oncall [look at group_interval (6s)]");
    }

    @Test
    void every_receiver_that_was_told_must_be_told_again() {
        Fixture fixture = over().alarm(13.7, "default", "Latency", SLOW).resolved(37.6, "oncall", "Latency", SLOW);
        assertThat(text(WITHIN_10S, fixture)).contains("broken: ", "no resolved notification reached default");
    }

    @Test
    void resolution_to_someone_else_does_not_count() {
        assertThat(text(WITHIN_10S, over().resolved(37.6, "default", "Latency", SLOW)))
                .contains("broken: ", "no resolved notification reached oncall");
    }

    @Test
    void resolution_before_the_last_firing_does_not_count() {
        Fixture fixture =
                told(firing(12.9, 20), pending(21, 23), firing(23.1, 31.2)).resolved(22, "oncall", "Latency", SLOW);
        assertThat(text(WITHIN_10S, fixture)).contains("broken: ", "no resolved notification reached oncall");
    }

    @Test
    void last_word_must_be_resolved() {
        Fixture fixture = over().resolved(37.6, "oncall", "Latency", SLOW).alarm(38, "oncall", "Latency", SLOW);
        assertThat(text(WITHIN_10S, fixture)).contains("broken: ", "no resolved notification reached oncall");
    }

    @Test
    void firing_again_later_is_broken() {
        Fixture fixture =
                told(firing(12.9, 31.2), pending(43, 45), firing(45.1, 48)).resolved(37.6, "oncall", "Latency", SLOW);
        assertThat(text(WITHIN_10S, fixture)).contains("broken: ", "fired again from t+45.1s to t+48.0s");
    }

    @Test
    void firing_twice_in_time_is_kept_but_told() {
        Fixture fixture =
                told(firing(12.9, 20), pending(21, 23), firing(23.1, 31.2)).resolved(37.6, "oncall", "Latency", SLOW);
        assertThat(text(WITHIN_10S, fixture)).contains("kept: ", "t+37.6s (it fired 2 times in all)");
    }

    @Test
    void alert_that_stops_before_the_fault_does_is_inconclusive() {
        Fixture fixture = told(firing(12.9, 20)).resolved(26, "oncall", "Latency", SLOW);
        assertThat(text(WITHIN_10S, fixture))
                .contains("inconclusive: ", "stopped firing at t+20.0s, before the fault ended");
    }

    @Test
    void alert_that_stops_while_the_fault_is_being_mended_is_kept() {
        Fixture fixture = told(firing(12.9, 29)).resolved(32, "oncall", "Latency", SLOW);
        FaultRecord fault = fixture.faults.get(0);
        fixture.faults.set(
                0,
                new FaultRecord(
                        fault.name(),
                        fault.kind(),
                        fault.target(),
                        fault.description(),
                        fault.delay(),
                        fault.appliedAt(),
                        s(28),
                        fault.revertedAt(),
                        fault.source()));
        assertThat(verdict(WITHIN_10S, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_never_fired_or_was_never_told_is_inconclusive() {
        assertThat(text(WITHIN_10S, slow())).contains("inconclusive: ", "did not fire after the fault (see A01)");
        assertThat(text(WITHIN_10S, slow().latency(firing(12.9, 31))))
                .contains("inconclusive: ", "nobody was told that it fired (see A05 and N01)");
        assertThat(text(WITHIN_10S, slow().latency(firing(5, 31))))
                .contains("inconclusive: ", "was already firing when the fault began");
    }

    @Test
    void short_observation_is_inconclusive() {
        Fixture fixture = over();
        fixture.observed = s(39.9);
        assertThat(text(WITHIN_10S, fixture))
                .contains("inconclusive: ", "the observation ended before a resolved", "[watch until t+40.0s]");
        assertThat(verdict(WITHIN_10S, fixture.resolved(37.6, "oncall", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void deaf_witnesses_are_inconclusive() {
        Fixture fixture = over().resolved(37.6, "oncall", "Latency", SLOW);
        assertThat(verdict(WITHIN_10S, fixture.gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
    }
}
