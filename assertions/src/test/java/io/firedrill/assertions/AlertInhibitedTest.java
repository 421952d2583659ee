package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertInhibitedTest {
    private static final Map<String, String> GATEWAY = Map.of("job", "gateway", "severity", "page");
    private static final Map<String, String> DATABASE = Map.of("job", "database", "severity", "page");
    private static final Promise PROMISE = Promises.isInhibitedBy(AlertSelector.of("Errors"), AlertSelector.of("Down"));
    private static final String EXPECTED = "expected to be withheld while Down fires, and only then, but ";

    /** Alertmanager has the cause from 12.1 s on. */
    private final Fixture fixture = slow().timeline("Down", DATABASE, firing(12, 30))
            .routed("Down", DATABASE, Fixture.view(12.1, 30, "oncall"));

    @Test
    void alert_that_is_inhibited_while_its_cause_fires_is_kept() {
        assertThat(text(PROMISE, errors(inhibited(12.6, 30))))
                .isEqualTo("kept: " + EXPECTED
                        + "fired together with its cause t+12.5s to t+30.0s, and was not delivered []");
    }

    @Test
    void alert_that_is_delivered_although_its_cause_fires_is_broken_and_the_labels_are_compared() {
        assertThat(text(PROMISE, errors(active(12.6, 30)).alarm(13.2, "oncall", "Errors", GATEWAY)))
                .isEqualTo("broken: " + EXPECTED
                        + "was delivered to oncall at t+13.2s although its cause fired [compare the labels under"
                        + " `equal` of the inhibit rule: it has {alertname=\"Errors\", job=\"gateway\","
                        + " severity=\"page\"}, its cause is Down]");
    }

    @Test
    void alert_that_was_delivered_before_alertmanager_had_its_cause_is_kept() {
        assertThat(verdict(PROMISE, errors(inhibited(12.6, 30)).alarm(12.05, "oncall", "Errors", GATEWAY)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_is_delivered_after_its_cause_is_kept() {
        assertThat(verdict(PROMISE, errors(inhibited(12.6, 30)).alarm(30.5, "oncall", "Errors", GATEWAY)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_alertmanager_does_not_inhibit_is_broken_even_if_nothing_was_delivered() {
        assertThat(text(PROMISE, errors(active(12.6, 30))))
                .startsWith(
                        "broken: " + EXPECTED + "Alertmanager did not inhibit it while both fired, t+12.5s to t+30.0s");
    }

    @Test
    void alert_that_is_inhibited_without_its_cause_is_broken() {
        assertThat(text(PROMISE, errors(inhibited(12.6, 30), inhibited(40, 45))))
                .startsWith("broken: " + EXPECTED + "was inhibited at t+40.0s although its cause did not fire");
    }

    @Test
    void cause_that_never_reached_alertmanager_is_inconclusive() {
        fixture.routed.clear();
        assertThat(text(PROMISE, errors(active(12.6, 30))))
                .startsWith("inconclusive: " + EXPECTED + "Down never reached Alertmanager (see A01 and A05)");
    }

    @Test
    void alert_that_never_fired_or_too_briefly_is_inconclusive() {
        assertThat(text(PROMISE, fixture)).startsWith("inconclusive: " + EXPECTED + "never fired (see A01)");
        assertThat(text(PROMISE, fixture.timeline("Errors", GATEWAY, firing(29, 29.5))))
                .startsWith("inconclusive: " + EXPECTED
                        + "did not fire together with its cause for long enough to be delivered");
    }

    @Test
    void deaf_witness_is_inconclusive() {
        for (Witness witness : List.of(Witness.PROMETHEUS, Witness.ALERTMANAGER, Witness.INBOX)) {
            Fixture deaf = errors(inhibited(12.6, 30)).gap(witness);
            assertThat(verdict(PROMISE, deaf)).isInstanceOf(Inconclusive.class);
            deaf.gaps.clear();
        }
    }

    private Fixture errors(View... views) {
        return fixture.timeline("Errors", GATEWAY, firing(12.5, 31)).routed("Errors", GATEWAY, views);
    }

    private static View active(double from, double to) {
        return Fixture.view(from, to, "oncall");
    }

    private static View inhibited(double from, double to) {
        return new View(s(from), s(to), "suppressed", List.of("oncall"), List.of(), List.of("fp0"));
    }
}
