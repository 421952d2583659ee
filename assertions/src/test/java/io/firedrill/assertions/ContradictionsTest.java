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
import static io.firedrill.assertions.Witnesses.active;
import static io.firedrill.assertions.Witnesses.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContradictionsTest {
    private static final Promise FIRES = Promises.firesWithin(LATENCY, "slow", s(5));
    private static final Promise QUIET = Promises.baselineIsQuiet();

    private static Fixture fired() {
        return slow().latency(pending(10.5, 12.8), firing(12.9, 31))
                .routed("Latency", SLOW, view(13, 31, "oncall"))
                .alarm(13.6, "oncall", "Latency", SLOW);
    }

    private static Fixture with(Fixture fixture, io.firedrill.evidence.alert.RuleSighting... rules) {
        fixture.sightings.addAll(List.of(rules));
        return fixture;
    }

    @Test
    void witnesses_that_agree_change_nothing() {
        assertThat(verdict(FIRES, fired())).isInstanceOf(Kept.class);
        assertThat(verdict(FIRES, with(fired(), rule(Witnesses.firing(13, 31.2)))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void firing_that_the_series_do_not_hold_is_inconclusive() {
        Fixture fixture = with(slow().latency(pending(10.5, 12.8)), rule(Witnesses.firing(12.9, 31)));
        assertThat(text(FIRES, fixture))
                .isEqualTo("inconclusive: expected to fire and be delivered within 5s of fault \"slow\" (t+10.0s), but"
                        + " Prometheus' rules say that Latency{job=\"inference\", severity=\"page\"} fired at t+12.9s, and"
                        + " its ALERTS series hold no sample of it [it was lost between the evaluation and the series:"
                        + " Prometheus' log says why]");
        assertThat(verdict(FIRES, slow().latency(pending(10.5, 12.8)))).isInstanceOf(Broken.class);
    }

    /** One poll is enough: the same evaluation must have left a sample. */
    @Test
    void baseline_is_not_quiet_while_rules_fire_unrecorded() {
        assertThat(verdict(QUIET, Fixture.healthy())).isInstanceOf(Kept.class);
        assertThat(text(QUIET, with(Fixture.healthy(), rule(Witnesses.firing(20, 20)))))
                .startsWith("inconclusive: ")
                .contains("Prometheus' rules say that Latency");
        assertThat(verdict(QUIET, with(Fixture.healthy(), rule(active(AlertState.PENDING, 20, 22)))))
                .isInstanceOf(Kept.class);
    }

    /** The poll and the sample of one evaluation are never at the same instant. */
    @Test
    void times_that_differ_a_little_are_no_contradiction() {
        Fixture brief = slow().latency(firing(12.9, 12.9));
        assertThat(Contradictions.about(
                        with(brief, rule(Witnesses.firing(13.3, 13.3))).evidence(), LATENCY))
                .isEmpty();
        Fixture early = slow().latency(firing(12.9, 12.9));
        assertThat(Contradictions.about(
                        with(early, rule(Witnesses.firing(20, 20))).evidence(), LATENCY))
                .isPresent();
    }

    @Test
    void series_that_no_rule_explains_are_inconclusive() {
        assertThat(text(FIRES, with(fired(), rule())))
                .contains(
                        "inconclusive: ",
                        "the ALERTS series say that Latency{job=\"inference\", severity=\"page\"} fired from t+12.9s to"
                                + " t+31.0s, and Prometheus' rules never said so");
    }

    @Test
    void rules_that_were_asked_too_seldom_contradict_nothing() {
        assertThat(verdict(FIRES, with(fired(), rule(Duration.ofSeconds(17))))).isInstanceOf(Kept.class);
        assertThat(verdict(FIRES, with(fired(), rule(Duration.ofSeconds(16))))).isInstanceOf(Inconclusive.class);
        Fixture brief = slow().latency(firing(12.9, 15));
        assertThat(Contradictions.about(with(brief, rule()).evidence(), LATENCY))
                .isEmpty();
    }

    /** While it starts, Prometheus knows what fires before it writes of it. */
    @Test
    void restart_of_prometheus_explains_what_is_missing() {
        Fixture fixture = with(slow().latency(pending(10.5, 12.8)), rule(Witnesses.firing(20, 20.5)));
        fixture.gaps.add(new Gap(
                Witness.PROMETHEUS,
                "restarted",
                Fixture.SOURCE,
                Optional.of(new Gap.Outage(s(18), s(19.5), Optional.of("restart")))));
        assertThat(Contradictions.about(fixture.evidence(), LATENCY)).isEmpty();
    }

    @Test
    void alarm_that_prometheus_never_raised_is_inconclusive() {
        assertThat(text(FIRES, slow().alarm(13.6, "oncall", "Latency", SLOW)))
                .contains(
                        "inconclusive: ",
                        "Latency{job=\"inference\", severity=\"page\"} was delivered to oncall at t+13.6s, and Prometheus'"
                                + " ALERTS series never show it firing");
        assertThat(text(FIRES, slow().routed("Latency", SLOW, view(13, 31, "oncall"))))
                .contains("inconclusive: ", "Alertmanager had Latency", "from t+13.0s to t+31.0s");
        Map<String, String> other = Map.of("job", "other");
        assertThat(verdict(FIRES, slow().alarm(13.6, "oncall", "Latency", other)))
                .isInstanceOf(Broken.class);
    }

    /** Alertmanager forgets what ended just before the drill only with its next poll. */
    @Test
    void alert_left_over_from_before_is_no_contradiction() {
        Fixture fixture = slow().routed("Latency", SLOW, view(-1, 0.5, "oncall"));
        assertThat(Contradictions.about(fixture.evidence(), LATENCY)).isEmpty();
    }
}
