package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingSurvivesTest {
    private static final Promise GOES_ON = RestartPromises.firesAfterRestart(LATENCY, "slow", "restart", s(3));
    private static final String EXPECTED = "expected to be pending when fault \"restart\" (t+20.0s to t+21.0s) ends"
            + " Prometheus, and to fire within 3s of its return, but ";

    @Test
    void alert_that_fires_soon_after_the_return_went_on() {
        assertThat(text(GOES_ON, restarted(pending(15, 19.9), pending(21.2, 22.4), firing(22.5, 30))))
                .isEqualTo("kept: " + EXPECTED
                        + "was pending from t+15.0s and fired at t+22.5s, 1.5s after the return []");
    }

    @Test
    void alert_that_fires_exactly_at_the_limit_went_on() {
        assertThat(verdict(GOES_ON, restarted(pending(15, 19.9), firing(24, 30))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(GOES_ON, restarted(pending(15, 19.9), firing(24.1, 30))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_begins_anew_is_late() {
        assertThat(text(GOES_ON, restarted(pending(15, 19.9), pending(21.2, 27.1), firing(27.2, 30))))
                .isEqualTo(
                        "broken: " + EXPECTED + "was pending from t+15.0s, and after the return fired only at t+27.2s,"
                                + " 6.2s after the return [its `for: 2.4s` began anew: Prometheus goes on with one that is at least"
                                + " --rules.alert.for-grace-period, if it still has its data]");
    }

    @Test
    void alert_that_is_still_pending_at_the_limit_is_late() {
        assertThat(text(GOES_ON, restarted(pending(15, 19.9), pending(21.2, 60))))
                .contains("broken: ", "was pending again from t+21.2s and had not fired at t+60.0s");
    }

    @Test
    void alert_that_never_comes_back_is_lost() {
        assertThat(text(GOES_ON, restarted(pending(15, 19.9))))
                .isEqualTo("broken: " + EXPECTED
                        + "was pending from t+15.0s, and after the return was neither pending nor firing any more []");
    }

    /** Another label set that fires does not make up for it. */
    @Test
    void other_alert_of_the_name_is_another_alert() {
        Fixture fixture = restarted(pending(15, 19.9))
                .timeline("Latency", Map.of("job", "inference", "severity", "page", "pod", "b"), firing(22, 30));

        assertThat(verdict(GOES_ON, fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_was_not_pending_at_the_end_proves_nothing() {
        assertThat(text(GOES_ON, restarted(pending(5, 19.4), firing(22, 30))))
                .isEqualTo("inconclusive: " + EXPECTED + "was not pending when Prometheus ended (see A01) []");
        assertThat(text(GOES_ON, restarted(pending(5, 9.9), firing(10, 19.9), firing(21.2, 30))))
                .contains("inconclusive: ", "was firing already, from t+10.0s, when Prometheus ended");
    }

    @Test
    void cause_that_ends_too_soon_explains_why_it_does_not_fire() {
        Fixture fixture = restarted(pending(15, 19.9));
        fixture.faults.clear();
        Restarts.fault(
                Restarts.fault(fixture, "slow", "gateway->inference", 10, 23.9), "restart", "prometheus", 20, 21);

        assertThat(text(GOES_ON, fixture))
                .contains("inconclusive: ", "fault \"slow\" ended at t+23.9s, before t+24.0s [let it last until then]");
    }

    @Test
    void observation_that_ends_too_soon_is_unclear() {
        Fixture fixture = restarted(pending(15, 19.9), pending(21.2, 23));
        fixture.observed = s(23);

        assertThat(text(GOES_ON, fixture)).contains("inconclusive: ", "watch until t+24.0s");
    }

    @Test
    void outage_that_nobody_planned_is_not_excused_by_the_planned_one() {
        Fixture fixture = restarted(pending(15, 19.9), pending(21.2, 22.4), firing(22.5, 30));
        Restarts.outage(fixture, Witness.PROMETHEUS, 40, 45, Optional.empty());

        assertThat(text(GOES_ON, fixture)).contains("inconclusive: ", "the witness prometheus was deaf");
    }

    @Test
    void restart_that_did_not_happen_is_unclear() {
        Fixture alive = Restarts.fault(Fixture.slow(), "restart", "prometheus", 20, 21)
                .latency(pending(15, 19.9), firing(22.5, 30));
        assertThat(text(GOES_ON, alive))
                .contains("inconclusive: ", "fault \"restart\" did not bite: prometheus answered all the time");
        assertThat(text(GOES_ON, Fixture.slow())).contains("the drill injected no fault \"restart\"");
        assertThat(text(GOES_ON, Restarts.alertmanager(Fixture.slow())))
                .contains("fault \"restart\" is on alertmanager, not on prometheus");
    }

    /** What other promises make of it: the hole in the series might hide anything. */
    @Test
    void promise_that_leans_on_prometheus_and_is_not_about_the_outage_is_unclear() {
        Fixture fixture = restarted(pending(15, 19.9), firing(22.5, 30));

        assertThat(verdict(Promises.firesWithin(LATENCY, "slow", s(20)), fixture))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(Promises.waitsOut(LATENCY, s(2.4)), fixture)).isInstanceOf(Inconclusive.class);
        assertThat(verdict(Promises.resolvesWithin(LATENCY, "slow", s(20)), fixture))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(Promises.isDelivered(LATENCY), fixture)).isInstanceOf(Inconclusive.class);
    }

    private static Fixture restarted(AlertPeriod... periods) {
        return Restarts.prometheus(Fixture.slow()).latency(periods);
    }
}
