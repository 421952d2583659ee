package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.assertions.Suite.Part;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Three rules: Latency, which fires in most cases, Control, and a watchdog. */
class RulesExercisedTest {
    private static final String EXPECTED = "expected each to fire, be routed and resolve in some drill (one that always"
            + " fires need not resolve), but ";
    private static final Promise LATENCY_FIRES = Promises.firesWithin(LATENCY, "slow", s(9));
    private static final Promise CONTROL_FIRES = Promises.firesWithin(AlertSelector.of("Control"), "slow", s(9));
    private static final Map<String, String> PAGE = Map.of("severity", "page");

    private static Fixture watched() {
        Fixture fixture = slow().timeline("Watchdog", Map.of(), firing(-5, 60))
                .routed("Watchdog", Map.of(), view(-5, 60, "watchdog"));
        fixture.rules.add(Fixture.rule("Watchdog", 0, Map.of()));
        return fixture;
    }

    private static Fixture latency() {
        return watched()
                .latency(pending(10.5, 12.8), firing(12.9, 31))
                .routed("Latency", SLOW, view(13, 31, "oncall"))
                .alarm(13.6, "oncall", "Latency", SLOW)
                .resolved(37, "oncall", "Latency", SLOW);
    }

    private static Fixture control() {
        return watched()
                .timeline("Control", PAGE, firing(12.9, 31))
                .routed("Control", PAGE, view(13, 31, "oncall"))
                .resolved(37, "oncall", "Control", PAGE);
    }

    private static Part held(Fixture fixture, Promise... promises) {
        return part(fixture.evidence(), List.of(), promises);
    }

    private static Part part(Evidence evidence, List<Judgement> judgements, Promise... promises) {
        return new Part(
                evidence.drill().id(),
                List.of(promises),
                Set.of("Watchdog"),
                Optional.of(new DrillResult(evidence, judgements, List.of())));
    }

    private static Part planned(Promise... promises) {
        return new Part("later", List.of(promises), Set.of("Watchdog"), Optional.empty());
    }

    private static String text(Part... parts) {
        Judgement judgement = CoveragePromises.everyRuleIsExercised(new Suite(List.of(parts)));
        assertThat(judgement.id()).isEqualTo("A18-rules");
        assertThat(judgement.check()).isEqualTo(Check.A18);
        Verdict verdict = judgement.verdict();
        return "%s: expected %s, but %s [%s]"
                .formatted(verdict.word(), verdict.expected(), verdict.actual(), verdict.hint());
    }

    @Test
    void rules_that_fired_were_routed_and_resolved_are_kept() {
        assertThat(text(held(latency(), LATENCY_FIRES), held(control(), CONTROL_FIRES)))
                .isEqualTo("kept: " + EXPECTED
                        + "3 alerting rules were exercised: Latency in slow-inference, Control in slow-inference and"
                        + " Watchdog always fires []");
    }

    @Test
    void rule_that_is_the_subject_of_no_promise_is_broken_before_everything_is_held() {
        assertThat(text(held(latency(), LATENCY_FIRES), planned(LATENCY_FIRES)))
                .isEqualTo("broken: " + EXPECTED
                        + "1 of 3 loaded alerting rules was never tried: Control is the subject of no promise"
                        + " [hold a drill in which it must fire, or take the rule out]");
    }

    @Test
    void evidence_is_named_with_its_drill() {
        Judgement judgement = CoveragePromises.everyRuleIsExercised(new Suite(List.of(held(latency(), LATENCY_FIRES))));
        assertThat(judgement.verdict().evidence()).containsExactly("slow-inference#/configuration/rules/1");
    }

    /** A name inside another one is not that rule's. */
    @Test
    void promise_about_an_alert_of_a_longer_name_does_not_count() {
        Promise longer = Promises.firesWithin(AlertSelector.of("ControlPlane"), "slow", s(9));
        assertThat(text(held(latency(), LATENCY_FIRES, longer)))
                .startsWith("broken: ")
                .contains("Control is the");
    }

    @Test
    void rule_that_fired_unexpectedly_was_tried_and_is_for_others_to_tell() {
        assertThat(text(held(latency(), LATENCY_FIRES), held(control()))).startsWith("kept: ");
        assertThat(text(held(watched().timeline("Control", PAGE, firing(3, 60)), LATENCY_FIRES), planned()))
                .startsWith("inconclusive: ")
                .contains("Control fired and was not routed");
    }

    @Test
    void rule_that_never_fired_although_all_was_held_is_broken() {
        assertThat(text(held(latency(), LATENCY_FIRES, CONTROL_FIRES)))
                .contains(
                        "broken: ", "1 of 3 loaded alerting rules was never tried: Control did not fire in the drill");
        assertThat(text(held(watched(), LATENCY_FIRES), held(watched(), CONTROL_FIRES)))
                .contains(
                        "broken: ",
                        "2 of 3 loaded alerting rules were never tried: Latency did not fire in any drill and Control"
                                + " did not fire in any drill");
    }

    @Test
    void rule_that_has_yet_to_be_drilled_is_inconclusive() {
        assertThat(text(held(latency(), LATENCY_FIRES), planned(CONTROL_FIRES)))
                .isEqualTo(
                        "inconclusive: " + EXPECTED + "Control has not fired, after 1 of 2 drills [hold all drills]");
    }

    @Test
    void rule_whose_own_promise_is_broken_is_for_that_to_tell() {
        Judgement a01 = CONTROL_FIRES.judge(latency().evidence());
        assertThat(a01.verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(text(part(latency().evidence(), List.of(a01), LATENCY_FIRES, CONTROL_FIRES)))
                .startsWith("inconclusive: " + EXPECTED + "Control has not fired (see A01 in slow-inference) [");
    }

    @Test
    void rule_that_never_resolved_or_was_not_routed_is_inconclusive() {
        Fixture endless =
                watched().timeline("Control", PAGE, firing(12.9, 60)).routed("Control", PAGE, view(13, 60, "oncall"));
        assertThat(text(held(latency(), LATENCY_FIRES), held(endless, CONTROL_FIRES)))
                .startsWith("inconclusive: " + EXPECTED + "Control fired and was not told to be over [watch a drill");
        Fixture lost = watched().timeline("Control", PAGE, firing(12.9, 60));
        assertThat(text(held(latency(), LATENCY_FIRES), held(lost, CONTROL_FIRES)))
                .contains("inconclusive: ", "Control fired and was not routed");
    }

    /** A pending alert has not fired. */
    @Test
    void rule_that_was_withheld_needs_no_end_told_but_must_end_while_it_is_watched() {
        assertThat(text(held(latency(), LATENCY_FIRES), held(withheld(31, "s1"), CONTROL_FIRES)))
                .startsWith("kept: ");
        assertThat(text(held(latency(), LATENCY_FIRES), held(withheld(60, "s1"), CONTROL_FIRES)))
                .startsWith("inconclusive: " + EXPECTED + "Control fired and was not told to be over");
        assertThat(text(held(latency(), LATENCY_FIRES), held(withheld(31), CONTROL_FIRES)))
                .startsWith("inconclusive: " + EXPECTED + "Control fired and was not told to be over");
        Fixture alarmed = withheld(31, "s1").alarm(14, "oncall", "Control", PAGE);
        assertThat(text(held(latency(), LATENCY_FIRES), held(alarmed, CONTROL_FIRES)))
                .startsWith("inconclusive: " + EXPECTED + "Control fired and was not told to be over");
    }

    private static Fixture withheld(int until, String... silencedBy) {
        return watched()
                .timeline("Control", PAGE, firing(12.9, until))
                .routed("Control", PAGE, view(13, until, "oncall", silencedBy));
    }

    @Test
    void rule_that_was_only_pending_was_not_tried() {
        assertThat(text(held(control().latency(pending(3, 5)), LATENCY_FIRES, CONTROL_FIRES)))
                .contains("broken: ", "Latency did not fire");
    }

    @Test
    void deaf_prometheus_may_have_missed_it() {
        assertThat(text(held(latency().gap(Witness.PROMETHEUS), LATENCY_FIRES, CONTROL_FIRES)))
                .contains("inconclusive: ", "Control has not fired (Prometheus was deaf in slow-inference)");
    }

    @Test
    void watchdog_that_does_not_fire_is_not_kept() {
        Fixture dead = control();
        dead.alerts.remove(0);
        Promise always = Promises.alwaysFires(AlertSelector.of("Watchdog"), "watchdog", s(9));
        Fixture other = latency();
        other.alerts.remove(0);
        assertThat(text(held(dead, CONTROL_FIRES, always), held(other, LATENCY_FIRES)))
                .contains("broken: ", "Watchdog did not fire in any drill");
    }

    /** Stacks side by side have folders of their own. */
    @Test
    void same_rule_of_two_stacks_is_one() {
        Fixture second = control();
        second.rules.replaceAll(rule -> new Rule(
                rule.name(),
                rule.group(),
                "/elsewhere/" + rule.file(),
                rule.query(),
                rule.holdFor(),
                rule.keepFiringFor(),
                rule.interval(),
                rule.labels(),
                rule.annotations(),
                rule.health()));
        assertThat(text(held(latency(), LATENCY_FIRES), held(second, CONTROL_FIRES)))
                .contains("kept: ", "3 alerting rules");
    }

    @Test
    void nothing_held_or_loaded_is_inconclusive() {
        assertThat(text(planned(LATENCY_FIRES))).startsWith("inconclusive: " + EXPECTED + "no drill was held");
        Fixture bare = watched();
        bare.rules.clear();
        assertThat(text(held(bare, LATENCY_FIRES))).contains("inconclusive: ", "no alerting rules were loaded");
    }
}
