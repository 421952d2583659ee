package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.TICK;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbsenceNoticedTest {
    private static final AlertSelector WATCHDOG = AlertSelector.of("Watchdog");
    private static final Map<String, String> NONE = Map.of();
    private static final Promise NOTICED = RestartPromises.absenceIsNoticed(WATCHDOG, "watchdog", "gone", s(5), s(12));
    private static final String EXPECTED =
            "expected to fall silent at receiver watchdog after fault \"gone\" (t+20.0s to"
                    + " t+40.0s), so that who waits 5s for it pages within 12s, but ";

    @Test
    void switch_that_falls_silent_in_time_is_noticed() {
        assertThat(text(NOTICED, pinged(12, 15, 18, 21, 24)))
                .isEqualTo(
                        "kept: " + EXPECTED + "was delivered for the last time at t+24.0s, so that who waits pages at"
                                + " t+29.0s, 9s after Prometheus died []");
    }

    @Test
    void switch_that_falls_silent_exactly_in_time_is_noticed() {
        assertThat(verdict(NOTICED, pinged(15, 18, 21, 24, 27))).isInstanceOf(Kept.class);
        assertThat(verdict(NOTICED, pinged(15, 18, 21, 24, 27.1))).isInstanceOf(Broken.class);
    }

    @Test
    void switch_that_goes_on_is_noticed_by_nobody() {
        assertThat(text(NOTICED, pinged(15, 18, 21, 24, 27, 30, 33, 36, 39)))
                .isEqualTo("broken: " + EXPECTED
                        + "was still delivered at t+39.0s, 19s after Prometheus died, so that nobody"
                        + " pages before t+44.0s [Alertmanager keeps an alert for four times Prometheus'"
                        + " --rules.alert.resend-delay]");
    }

    @Test
    void slow_group_of_the_rule_is_the_hint() {
        Fixture slow = pinged(15, 18, 21, 24, 27, 30, 33, 36, 39);
        slow.rules.clear();
        slow.rules.add(
                new Rule("Watchdog", "g", "r.yml", "vector(1)", Duration.ZERO, Duration.ZERO, s(6), NONE, NONE, "ok"));

        assertThat(text(NOTICED, slow))
                .contains("[its rule is evaluated every 6s, and Alertmanager keeps an alert for four times that]");
    }

    /** Services of this kind count requests; that one of them says resolved is nothing to them. */
    @Test
    void word_that_it_has_resolved_is_a_ping_too() {
        assertThat(text(NOTICED, pinged(15, 18, 21, 24).resolved(26, "watchdog", "Watchdog", NONE)))
                .contains("kept: ", "for the last time at t+26.0s");
    }

    @Test
    void pings_elsewhere_refused_or_of_another_alert_are_none() {
        Fixture fixture = pinged(15, 18, 21, 24)
                .alarm(27, "oncall", "Watchdog", NONE)
                .notified(27.5, "watchdog", true, "Watchdog", NONE, 500)
                .alarm(28, "watchdog", "Latency", NONE);

        assertThat(text(NOTICED, fixture)).contains("kept: ", "for the last time at t+24.0s");
    }

    /** It was noticed, and what comes after Prometheus is back does not undo it. */
    @Test
    void pings_after_the_return_change_nothing() {
        assertThat(text(NOTICED, pinged(15, 18, 21, 24, 41, 44))).contains("kept: ", "pages at t+29.0s");
    }

    @Test
    void switch_that_was_silent_before_proves_nothing() {
        assertThat(text(NOTICED, pinged(5, 14.9)))
                .contains("inconclusive: ", "had not been delivered within 5s before it", "(see A17)");
        assertThat(verdict(NOTICED, pinged())).isInstanceOf(Inconclusive.class);
        assertThat(verdict(NOTICED, pinged(21, 24))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void fault_that_ends_before_anybody_could_page_proves_nothing() {
        Fixture brief = watchdog(28, 15, 18, 21, 24);

        assertThat(text(NOTICED, brief)).contains("inconclusive: ", "[let the fault last until t+32.0s]");
    }

    @Test
    void what_did_not_happen_or_was_not_seen_is_unclear() {
        Fixture alive = Restarts.fault(new Fixture(), "gone", "prometheus", 20, 40);
        assertThat(text(NOTICED, alive)).contains("inconclusive: ", "did not bite: prometheus answered all the time");
        assertThat(verdict(NOTICED, pinged(15, 18, 21, 24).gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(NOTICED, pinged(15, 18, 21, 24).gap(Witness.PROMETHEUS)))
                .isInstanceOf(Inconclusive.class);
    }

    private static Fixture pinged(double... pings) {
        return watchdog(40, pings);
    }

    private static Fixture watchdog(double back, double... pings) {
        Fixture fixture = Restarts.fault(new Fixture(), "gone", "prometheus", 20, back);
        Restarts.outage(fixture, Witness.PROMETHEUS, 19.9, back, Optional.of("gone"));
        fixture.rules.add(
                new Rule("Watchdog", "g", "r.yml", "vector(1)", Duration.ZERO, Duration.ZERO, TICK, NONE, NONE, "ok"));
        for (double ping : pings) {
            fixture.alarm(ping, "watchdog", "Watchdog", NONE);
        }
        return fixture;
    }
}
