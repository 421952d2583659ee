package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.TICK;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineQuietTest {
    private static final Promise QUIET = Promises.baselineIsQuiet(AlertSelector.of("Watchdog"));
    private static final String EXPECTED = "expected none to fire on a healthy baseline, except Watchdog, but ";

    private static Fixture watchdog() {
        return healthy().timeline("Watchdog", Map.of(), firing(-5, 60));
    }

    private static Fixture target(int samples, int failed, Duration gap) {
        Fixture fixture = watchdog();
        fixture.targets.add(new TargetHealth("inference", "127.0.0.1:2", samples, failed, gap, SOURCE));
        return fixture;
    }

    @Test
    void baseline_where_only_the_watchdog_fires_is_kept() {
        assertThat(text(QUIET, watchdog()))
                .isEqualTo("kept: " + EXPECTED
                        + "none of 2 loaded alerting rules fired until t+60.0s while 100 requests were sent []");
    }

    @Test
    void alert_that_is_only_pending_is_kept_but_told() {
        assertThat(text(QUIET, watchdog().latency(pending(5, 6))))
                .isEqualTo("kept: " + EXPECTED
                        + "none of 2 loaded alerting rules fired until t+60.0s while 100 requests were sent;"
                        + " pending only: Latency{job=\"inference\", severity=\"page\"} at t+5.0s []");
    }

    @Test
    void alert_that_fires_is_broken() {
        assertThat(text(QUIET, watchdog().latency(pending(5, 6), firing(6.1, 9))))
                .isEqualTo("broken: " + EXPECTED + "Latency{job=\"inference\", severity=\"page\"} fired at t+6.1s []");
    }

    @Test
    void alert_that_has_been_firing_since_before_is_broken() {
        assertThat(text(QUIET, watchdog().latency(firing(-9, 3)))).contains("fired before the drill and still in it");
        assertThat(verdict(QUIET, watchdog().latency(firing(-9, 0)))).isInstanceOf(Broken.class);
        assertThat(verdict(QUIET, watchdog().latency(firing(-9, -0.1)))).isInstanceOf(Kept.class);
    }

    @Test
    void alarm_that_only_the_inbox_saw_is_broken() {
        assertThat(text(QUIET, watchdog().alarm(7, "oncall", "Ghost", Map.of("job", "x"))))
                .contains("broken: ", "Ghost{alertname=\"Ghost\", job=\"x\"} fired at t+7.0s");
    }

    @Test
    void alarm_of_an_alert_that_prometheus_showed_pending_or_over_is_broken() {
        assertThat(text(QUIET, watchdog().latency(pending(5, 6)).alarm(7, "oncall", "Latency", SLOW)))
                .contains("broken: ", "fired at t+7.0s");
        assertThat(verdict(QUIET, watchdog().latency(firing(-9, -1)).alarm(7, "oncall", "Latency", SLOW)))
                .isInstanceOf(Broken.class);
    }

    @Test
    void drill_with_a_fault_is_no_baseline() {
        assertThat(text(QUIET, slow()))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "the baseline proves nothing: the drill injected fault \"slow\", so it is no baseline []");
    }

    @Test
    void baseline_without_requests_is_inconclusive() {
        Fixture idle = watchdog();
        idle.ledger.clear();
        assertThat(text(QUIET, idle)).contains("inconclusive: ", "no requests were sent");
    }

    @Test
    void baseline_with_failing_requests_is_inconclusive_and_tells_what_fired() {
        Fixture sick = watchdog()
                .requests(10, 10.1, 20, 500)
                .requests(10.1, 10.2, 20, 500)
                .latency(firing(3, 4));
        assertThat(text(QUIET, sick)).contains("inconclusive: ", "2 of 102 requests failed; meanwhile Latency{");
        assertThat(verdict(
                        QUIET, watchdog().request(s(11), 20, Optional.of(500)).latency(firing(3, 4))))
                .isInstanceOf(Broken.class);
    }

    /** Requests that the entry refuses leave the rest of the system idle. */
    @Test
    void baseline_with_refused_requests_is_inconclusive() {
        assertThat(text(QUIET, watchdog().requests(10, 10.2, 20, 401)))
                .contains("inconclusive: ", "2 of 102 requests failed");
    }

    @Test
    void baseline_without_rules_is_inconclusive() {
        Fixture bare = watchdog();
        bare.rules.clear();
        assertThat(text(QUIET, bare)).contains("inconclusive: ", "no alerting rules were loaded");
    }

    @Test
    void rule_that_cannot_be_evaluated_is_inconclusive() {
        Fixture ill = watchdog();
        Rule rule = ill.rules.get(0);
        ill.rules.set(0, new Rule("Latency", "g", "f", "q", rule.holdFor(), s(0), TICK, Map.of(), Map.of(), "err"));
        assertThat(text(QUIET, ill)).contains("these rules could not have fired: Latency (health err)");
    }

    @Test
    void targets_that_were_not_scraped_well_are_inconclusive() {
        assertThat(text(QUIET, target(0, 0, TICK))).contains("target inference (127.0.0.1:2) was never scraped");
        assertThat(text(QUIET, target(600, 7, TICK))).contains("(127.0.0.1:2) failed 7 of 600 scrapes");
        assertThat(verdict(QUIET, target(600, 6, TICK))).isInstanceOf(Kept.class);
        assertThat(text(QUIET, target(600, 0, s(0.501)))).contains("(127.0.0.1:2) was not scraped for 501ms");
        assertThat(verdict(QUIET, target(600, 0, s(0.5)))).isInstanceOf(Kept.class);
        Fixture none = watchdog();
        none.targets.clear();
        assertThat(text(QUIET, none)).contains("inconclusive: ", "no targets were scraped");
    }

    @Test
    void deaf_witnesses_are_inconclusive() {
        assertThat(verdict(QUIET, watchdog().gap(Witness.PROMETHEUS))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(QUIET, watchdog().gap(Witness.LEDGER))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(QUIET, watchdog().gap(Witness.TRACES))).isInstanceOf(Kept.class);
    }

    @Test
    void same_alert_with_other_labels_is_not_allowed() {
        Promise one = Promises.baselineIsQuiet(AlertSelector.of("Latency").with("job", "gateway"));
        assertThat(verdict(one, healthy().timeline("Latency", SLOW, firing(3, 4))))
                .isInstanceOf(Broken.class);
    }
}
