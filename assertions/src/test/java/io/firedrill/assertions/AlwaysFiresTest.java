package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlwaysFiresTest {
    private static final Promise EVERY_20S = Promises.alwaysFires(AlertSelector.of("Watchdog"), "watchdog", s(20));
    private static final String EXPECTED =
            "expected to fire all the time, and to be delivered to receiver watchdog at least every 20s, but ";

    private static Fixture watchdog(AlertPeriod... periods) {
        Fixture fixture = healthy().timeline("Watchdog", Map.of(), periods);
        fixture.rules.add(rule("Watchdog", 0, Map.of()));
        return fixture;
    }

    private static Fixture delivered(Fixture fixture, double... times) {
        for (double at : times) {
            fixture.alarm(at, "watchdog", "Watchdog", Map.of());
        }
        return fixture;
    }

    @Test
    void switch_that_is_delivered_exactly_often_enough_is_kept() {
        assertThat(text(EVERY_20S, delivered(watchdog(firing(-5, 60)), 20, 40)))
                .isEqualTo("kept: " + EXPECTED + "was delivered 2 times, the longest wait was 20s []");
    }

    @Test
    void wait_that_is_too_long_is_broken_at_each_place() {
        assertThat(text(EVERY_20S, delivered(watchdog(firing(-5, 60)), 20.1, 40)))
                .isEqualTo("broken: " + EXPECTED + "was delivered 2 times, and not from t+0.0s to t+20.1s"
                        + " [repeat_interval is 3m36s]");
        assertThat(text(EVERY_20S, delivered(watchdog(firing(-5, 60)), 10, 31, 45)))
                .contains("broken: ", "not from t+10.0s to t+31.0s");
        assertThat(text(EVERY_20S, delivered(watchdog(firing(-5, 60)), 10, 29, 39)))
                .contains("broken: ", "not from t+39.0s to t+60.0s");
    }

    @Test
    void switch_that_goes_elsewhere_is_broken() {
        Fixture fixture = watchdog(firing(-5, 60)).alarm(5, "default", "Watchdog", Map.of());
        assertThat(text(EVERY_20S, fixture))
                .contains("broken: ", "was delivered 0 times", "[it was delivered to default at t+5.0s]");
        assertThat(text(EVERY_20S, watchdog(firing(-5, 60)).routed("Watchdog", Map.of(), view(0, 60, "default"))))
                .contains("broken: ", "[Alertmanager routes it to default]");
    }

    @Test
    void refused_or_resolved_notifications_do_not_count() {
        Fixture fixture = delivered(watchdog(firing(-5, 60)), 15, 45)
                .notified(30, "watchdog", true, "Watchdog", Map.of(), 503)
                .resolved(31, "watchdog", "Watchdog", Map.of());
        assertThat(text(EVERY_20S, fixture)).contains("broken: ", "was delivered 2 times");
    }

    @Test
    void switch_whose_rule_was_not_evaluated_is_inconclusive() {
        Fixture fixture = delivered(watchdog(firing(-5, 30), firing(30.8, 60)), 15, 30, 45);
        fixture.sightings.add(seen(s(0.8)));
        assertThat(text(EVERY_20S, fixture))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "did not fire from t+30.0s to t+30.8s, and its rule was not evaluated for 800ms"
                        + " [Prometheus did not evaluate the rule on time]");

        Fixture evaluated = delivered(watchdog(firing(-5, 30), firing(30.8, 60)), 15, 30, 45);
        evaluated.sightings.add(seen(s(0.2)));
        assertThat(verdict(EVERY_20S, evaluated)).isInstanceOf(Broken.class);
    }

    private static RuleSighting seen(Duration longestGap) {
        return new RuleSighting("Watchdog", "g", "rules.yml", 500, longestGap, List.of(), List.of(), Fixture.SOURCE);
    }

    @Test
    void switch_that_stops_firing_is_broken() {
        assertThat(text(EVERY_20S, delivered(watchdog(firing(-5, 30), firing(30.6, 60)), 15, 30, 45)))
                .contains("broken: ", "did not fire from t+30.0s to t+30.6s");
        assertThat(verdict(EVERY_20S, delivered(watchdog(firing(-5, 30), firing(30.5, 60)), 15, 30, 45)))
                .isInstanceOf(Kept.class);
        assertThat(verdict(EVERY_20S, delivered(watchdog(firing(-5, 59)), 15, 30, 45)))
                .isInstanceOf(Broken.class);
        assertThat(text(EVERY_20S, delivered(watchdog(), 15, 30, 45)))
                .contains("broken: ", "did not fire from t+0.0s to t+60.0s");
    }

    @Test
    void switch_that_waits_must_not_pause_either() {
        Fixture fixture = delivered(watchdog(firing(-5, 30), firing(35, 60)), 15, 30, 45);
        fixture.rules.set(2, rule("Watchdog", 1, Map.of()));
        assertThat(text(EVERY_20S, fixture)).contains("broken: ", "did not fire from t+30.0s to t+35.0s");
    }

    @Test
    void switch_that_is_not_loaded_or_never_fired_is_broken() {
        assertThat(text(EVERY_20S, healthy())).contains("broken: ", "is not among the 2 loaded alerting rules");
        Fixture silent = healthy();
        silent.rules.add(rule("Watchdog", 0, Map.of()));
        assertThat(text(EVERY_20S, silent)).contains("broken: ", "never fired (observed until t+60.0s)");
    }

    @Test
    void short_observation_and_deaf_witnesses_are_inconclusive() {
        Fixture brief = delivered(watchdog(firing(-5, 60)), 15);
        brief.observed = s(19.9);
        assertThat(text(EVERY_20S, brief)).contains("inconclusive: ", "the drill was watched for only 19.9s");
        assertThat(verdict(EVERY_20S, watchdog(firing(-5, 60)).gap(Witness.INBOX)))
                .isInstanceOf(Inconclusive.class);
    }
}
