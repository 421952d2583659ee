package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.TICK;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Level;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The fault lasts from 10 s to 30 s; Latency waits 2.4 s and is evaluated every 100 ms. */
class QuietBelowTest {
    private static final Promise BELOW = CoveragePromises.quietBelow(LATENCY, "slow", "p99", 0.2);
    private static final String EXPECTED =
            "expected to stay quiet while the level \"p99\" is just below 0.2, during fault \"slow\" (t+10.0s), but ";

    private static Fixture held(DoubleUnaryOperator value) {
        Fixture fixture = slow();
        fixture.sightings.add(seen(180, TICK));
        return level(ask(fixture, "Latency_query > 0.2", "ok"), "inference", value);
    }

    private static RuleSighting seen(int evaluations, Duration gap, String... troubles) {
        return new RuleSighting("Latency", "g", "rules.yml", evaluations, gap, List.of(troubles), List.of(), SOURCE);
    }

    private static Fixture seen(Fixture fixture, RuleSighting sighting) {
        fixture.sightings.set(0, sighting);
        return fixture;
    }

    private static Fixture ask(Fixture fixture, String query, String health) {
        Rule rule = fixture.rules.get(0);
        fixture.rules.set(
                0,
                new Rule(
                        rule.name(),
                        rule.group(),
                        rule.file(),
                        query,
                        rule.holdFor(),
                        rule.keepFiringFor(),
                        rule.interval(),
                        rule.labels(),
                        rule.annotations(),
                        health));
        return fixture;
    }

    /** What most cases start from: near the threshold from 11 s to the end of the fault. */
    private static Fixture near() {
        return held(at -> at < 11 || at > 30 ? 0.03 : 0.15);
    }

    private static Fixture level(Fixture fixture, String job, DoubleUnaryOperator value) {
        List<Level.Point> points = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            points.add(new Level.Point(s(i / 10.0), value.applyAsDouble(i / 10.0)));
        }
        List<Level.Course> courses = new ArrayList<>();
        fixture.levels.forEach(level -> courses.addAll(level.courses()));
        courses.add(new Level.Course(Map.of("job", job), points));
        fixture.levels.clear();
        fixture.levels.add(new Level("p99", "Latency_query", courses, SOURCE));
        return fixture;
    }

    @Test
    void quiet_rule_just_below_its_threshold_is_kept() {
        assertThat(text(BELOW, near()))
                .isEqualTo("kept: " + EXPECTED
                        + "stayed quiet while the level was near the threshold for 19s: it was 0.15 (at most 0.15) []");
    }

    @Test
    void rule_that_fires_below_its_threshold_is_broken() {
        Fixture fixture = ask(near(), "Latency_query > 0.1", "ok").latency(pending(11.1, 13.4), firing(13.5, 30));
        assertThat(text(BELOW, fixture))
                .isEqualTo("broken: " + EXPECTED
                        + "Latency{job=\"inference\", severity=\"page\"} fired at t+13.5s, when the level was 0.15"
                        + " (at most 0.15) [the loaded rule asks for Latency_query > 0.1]");
    }

    /** The rule is evaluated between the steps in which the level is read; and nobody is woken by what is pending. */
    @Test
    void rule_that_is_pending_for_a_while_and_does_not_fire_is_kept() {
        assertThat(verdict(BELOW, near().latency(pending(20, 22.2)))).isInstanceOf(Kept.class);
        assertThat(verdict(BELOW, near().latency(pending(20, 22.3), firing(22.4, 22.4))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(BELOW, near().latency(firing(20, 20)))).isInstanceOf(Broken.class);
    }

    @Test
    void rule_that_fires_whatever_the_level_is_broken_outside_of_the_fault_too() {
        assertThat(verdict(BELOW, near().latency(pending(1, 3.3), firing(3.4, 60))))
                .isInstanceOf(Broken.class);
    }

    /** A drill may go on to what the alert is for. */
    @Test
    void alert_that_becomes_pending_once_the_level_is_let_go_is_not_its_doing() {
        Fixture on = held(at -> at < 11 ? 0.03 : at < 30 ? 0.15 : 0.4);
        assertThat(verdict(BELOW, on.latency(pending(30.2, 32.5), firing(32.6, 50))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(BELOW, near().latency(pending(29.9, 32.2), firing(32.3, 50))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_was_there_before_the_drill_is_inconclusive() {
        assertThat(text(BELOW, near().latency(firing(-3, 5))))
                .contains("inconclusive: ", "but it was pending before the drill began");
    }

    @Test
    void alarm_that_only_the_inbox_saw_is_broken() {
        assertThat(text(BELOW, near().alarm(15, "oncall", "Latency", SLOW)))
                .startsWith("broken: " + EXPECTED
                        + "was delivered as firing since t+15.0s, although Prometheus' series do not show it");
    }

    @Test
    void level_that_rose_above_the_threshold_gives_the_alert_its_reason() {
        Fixture above = held(at -> at < 11 || at > 30 ? 0.03 : at > 15 && at < 20 ? 0.25 : 0.15);
        assertThat(text(BELOW, above.latency(pending(15.1, 17.4), firing(17.5, 20))))
                .startsWith(
                        "inconclusive: " + EXPECTED
                                + "Latency{job=\"inference\", severity=\"page\"} fired at t+17.5s, but the level was not below the threshold then");
    }

    /** One slow request in a window lifts the quantile for as long as the window, which a {@code for} waits out. */
    @Test
    void short_rise_above_the_threshold_without_an_alert_is_kept() {
        Fixture hiccup = held(at -> at < 11 || at > 30 ? 0.03 : at > 15 && at < 16 ? 0.25 : 0.15);
        assertThat(text(BELOW, hiccup)).contains("kept: ", "it was 0.15 (at most 0.25)");
        assertThat(verdict(BELOW, hiccup.latency(pending(15.1, 16.1)))).isInstanceOf(Kept.class);
    }

    @Test
    void level_above_the_threshold_is_inconclusive_even_if_nothing_fires() {
        assertThat(text(BELOW, held(at -> at < 11 || at > 30 ? 0.03 : 0.2)))
                .startsWith("inconclusive: " + EXPECTED
                        + "the level was not below the threshold: it was 0.2 (at most 0.2)" + " [hold the level lower");
    }

    @Test
    void level_too_far_below_is_inconclusive() {
        assertThat(text(BELOW, held(at -> 0.119)))
                .isEqualTo(
                        "inconclusive: " + EXPECTED
                                + "the level was not near the threshold for long enough: it was 0.119 (at most 0.119), and from"
                                + " 0.12 on for only 0ms at a time [the rule needs 2.6s to fire; hold the level higher, or longer]");
        assertThat(verdict(BELOW, held(at -> 0.12))).isInstanceOf(Kept.class);
    }

    @Test
    void level_near_for_less_than_the_rule_needs_is_inconclusive() {
        assertThat(verdict(BELOW, held(at -> at >= 11 && at <= 13.61 ? 0.15 : 0.03)))
                .isInstanceOf(Kept.class);
        assertThat(verdict(BELOW, held(at -> at >= 11 && at <= 13.51 ? 0.15 : 0.03)))
                .isInstanceOf(Inconclusive.class);
    }

    /** A rule with too low a threshold would have fired through these; the right one has no reason to. */
    @Test
    void slow_request_now_and_then_does_not_end_a_stretch() {
        assertThat(text(BELOW, held(at -> at < 11 || at > 30 ? 0.03 : at % 1 < 0.35 ? 0.4 : 0.15)))
                .isEqualTo("kept: " + EXPECTED
                        + "stayed quiet while the level was near the threshold for 19s: it was 0.15 (at most 0.4) []");
    }

    /** Where the right rule would have had a reason as often as not, its silence says nothing of the threshold. */
    @Test
    void stretch_that_reached_the_threshold_half_the_time_is_not_near_it() {
        assertThat(verdict(BELOW, held(at -> at >= 11 && at <= 14 ? (at < 12.6 ? 0.4 : 0.15) : 0.03)))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void level_of_another_series_does_not_count() {
        Fixture other = level(held(at -> 0.03), "gateway", at -> 0.15);
        assertThat(verdict(BELOW, other)).isInstanceOf(Inconclusive.class);
        Promise any = CoveragePromises.quietBelow(AlertSelector.of("Latency"), "slow", "p99", 0.2);
        assertThat(verdict(any, other)).isInstanceOf(Kept.class);
        assertThat(verdict(any, level(near(), "gateway", at -> 0.9).latency(pending(11.1, 13.4), firing(13.5, 30))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void level_without_values_or_not_read_is_inconclusive() {
        Fixture none = near();
        none.levels.set(0, new Level("p99", "q", List.of(), SOURCE));
        assertThat(text(BELOW, none)).contains("inconclusive: ", "the level \"p99\" has no value []");
        none.levels.clear();
        assertThat(text(BELOW, none)).contains("the level \"p99\" has no value: it was not read");
    }

    /** A dead rule stays quiet at any level. */
    @Test
    void rule_that_asks_for_something_else_is_inconclusive() {
        assertThat(text(BELOW, ask(near(), "other > 0.2", "ok")))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "stayed quiet, but the loaded rule asks for other > 0.2, and the level is Latency_query"
                        + " (see A01) []");
        assertThat(verdict(BELOW, ask(near(), "1000 *\n  Latency_query > 200", "ok")))
                .isInstanceOf(Kept.class);
    }

    @Test
    void rule_that_was_not_evaluated_throughout_is_inconclusive() {
        assertThat(text(BELOW, ask(near(), "Latency_query > 0.2", "err"))).contains("the rule's health is err");
        assertThat(text(BELOW, seen(near(), seen(1, TICK)))).contains("the rule was not seen to be evaluated");
        assertThat(text(BELOW, seen(near(), seen(9, TICK, "err: many-to-many"))))
                .contains("ill meanwhile: err: many");
        assertThat(text(BELOW, seen(near(), seen(9, s(5.1))))).contains("the rule was not evaluated for 5.1s");
        assertThat(verdict(BELOW, seen(near(), seen(9, s(5))))).isInstanceOf(Kept.class);
        Fixture unseen = near();
        unseen.sightings.clear();
        assertThat(verdict(BELOW, unseen)).isInstanceOf(Inconclusive.class);
    }

    @Test
    void rule_that_is_not_loaded_is_inconclusive() {
        Fixture fixture = near();
        fixture.rules.remove(0);
        assertThat(text(BELOW, fixture))
                .contains("inconclusive: ", "is not among the 1 loaded alerting rule (see A01)");
    }

    @Test
    void deaf_prometheus_and_a_fault_that_was_not_injected_are_inconclusive() {
        assertThat(verdict(BELOW, near().gap(Witness.PROMETHEUS))).isInstanceOf(Inconclusive.class);
        Fixture fixture = near();
        fixture.faults.clear();
        assertThat(text(BELOW, fixture)).contains("inconclusive: ", "the drill injected no fault \"slow\"");
    }
}
