package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertSteadyTest {
    private static final Map<String, String> TICKET = Map.of("severity", "ticket");
    private static final Promise PROMISE =
            RoutingPromises.doesNotFlap(AlertSelector.of("Missing"), "cut 1", "cut 2", "cut 3");
    private static final String EXPECTED =
            "expected to fire once, and to be told once, while faults cut 1, cut 2 and cut 3 come and go, but ";

    /** Cuts of 1 s at 10 s, 13 s and 16 s. */
    private static Fixture flapping(double keep, AlertPeriod... periods) {
        Fixture fixture = new Fixture();
        for (int i = 0; i < 3; i++) {
            fixture.faults.add(cut("cut " + (i + 1), 10 + 3 * i, 11 + 3 * i));
        }
        fixture.targets.add(new TargetHealth("gateway", "gateway:8080", 200, 10, s(1), Fixture.SOURCE));
        fixture.rules.add(
                new Rule("Missing", "g", "f", "q", Duration.ZERO, s(keep), Fixture.TICK, TICKET, Map.of(), "ok"));
        return periods.length == 0 ? fixture : fixture.timeline("Missing", TICKET, periods);
    }

    private static FaultRecord cut(String name, double from, double to) {
        return new FaultRecord(
                name,
                "refuse",
                "prometheus->gateway",
                "refused",
                Optional.empty(),
                s(from),
                s(to),
                s(to),
                Fixture.SOURCE);
    }

    private static Fixture steady() {
        return flapping(3, firing(10.2, 20.2)).alarm(10.8, "tickets", "Missing", TICKET);
    }

    @Test
    void alert_that_fires_through_the_pauses_is_kept() {
        assertThat(text(PROMISE, steady().resolved(22, "tickets", "Missing", TICKET)))
                .isEqualTo("kept: " + EXPECTED
                        + "fired from t+10.2s to t+20.2s through 2 pauses, and was told to tickets at t+10.8s []");
    }

    @Test
    void alert_that_fires_again_and_again_is_broken() {
        Fixture flaps = flapping(0, firing(10.2, 11.1), firing(13.2, 14.1), firing(16.2, 17.1));
        assertThat(text(PROMISE, flaps.alarm(10.8, "tickets", "Missing", TICKET)))
                .isEqualTo("broken: " + EXPECTED + "fired 3 times: t+10.2s to t+11.1s, t+13.2s to t+14.1s and t+16.2s"
                        + " to t+17.1s [the rule has no keep_firing_for]");
    }

    @Test
    void hold_that_is_too_short_is_named() {
        Fixture flaps = flapping(0.5, firing(10.2, 11.6), firing(13.2, 14.6), firing(16.2, 17.6));
        assertThat(text(PROMISE, flaps))
                .contains(
                        "broken: ", "[the rule says `keep_firing_for: 500ms`, and the condition was gone for up to 2s");
    }

    @Test
    void alert_that_people_hear_end_and_begin_again_is_broken() {
        Fixture told = steady().resolved(12, "tickets", "Missing", TICKET).alarm(14, "tickets", "Missing", TICKET);
        assertThat(text(PROMISE, told))
                .contains("broken: ", "fired once, but was told again to tickets at t+14.0s after it had been told as");
        Fixture others = steady().resolved(12, "default", "Missing", TICKET).alarm(14, "tickets", "Missing", TICKET);
        assertThat(verdict(PROMISE, others)).isInstanceOf(Kept.class);
    }

    /** Without a keep_firing_for it would have flapped unseen, between two evaluations. */
    @Test
    void pauses_that_nobody_could_see_are_inconclusive() {
        Fixture brief = steady();
        brief.faults.set(1, cut("cut 2", 11.6, 14));
        assertThat(text(PROMISE, brief))
                .contains(
                        "inconclusive: ",
                        "gone for only 600ms, from t+11.0s to t+11.6s, which may not have been seen at all [leave more"
                                + " than 900ms between them]");
    }

    @Test
    void samples_that_are_missing_in_a_pause_are_inconclusive() {
        Fixture hole = flapping(0, firing(10.2, 11.9), firing(12.3, 20)).alarm(10.8, "tickets", "Missing", TICKET);
        assertThat(text(PROMISE, hole))
                .contains("inconclusive: ", "evaluations are missing from t+11.9s to t+12.3s, or it had ended");
        Fixture single = flapping(3, firing(10.2, 11.9), firing(12.1, 20)).alarm(10.8, "tickets", "Missing", TICKET);
        assertThat(verdict(PROMISE, single)).isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_did_not_see_all_of_them_is_inconclusive() {
        assertThat(text(PROMISE, flapping(3, pending(13.2, 15.9), firing(16.2, 20))))
                .contains("inconclusive: ", "fired from t+16.2s to t+20.0s, which spans 0 of the 2 pauses");
        assertThat(verdict(PROMISE, flapping(3, firing(10.2, 13.4)))).isInstanceOf(Inconclusive.class);
    }

    /** The condition is still seen for a scrape after the fault is gone, and so may be seen late. */
    @Test
    void alert_that_fires_only_as_the_first_fault_ends_has_seen_it() {
        Fixture late = flapping(3, pending(10.2, 11), firing(11.1, 20.2)).alarm(11.7, "tickets", "Missing", TICKET);
        assertThat(verdict(PROMISE, late)).isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_was_there_before_or_never_is_inconclusive() {
        assertThat(text(PROMISE, flapping(3, firing(8, 20)))).contains("inconclusive: ", "was already firing");
        assertThat(text(PROMISE, flapping(3))).contains("inconclusive: ", "never fired (see A01)");
        assertThat(text(PROMISE, flapping(3, pending(10.2, 11))))
                .contains("inconclusive: ", "did not fire after the first fault (see A01)");
        assertThat(text(PROMISE, flapping(3, firing(10.2, 20.2))))
                .contains("inconclusive: ", "was not delivered (see A05 and N01)");
    }

    @Test
    void fault_that_did_not_bite_or_was_not_injected_is_inconclusive() {
        Fixture blunt = steady();
        blunt.targets.clear();
        assertThat(text(PROMISE, blunt)).contains("inconclusive: ", "fault \"cut 1\" did not bite");
        Fixture fewer = steady();
        fewer.faults.remove(2);
        assertThat(text(PROMISE, fewer)).contains("inconclusive: ", "the drill injected no fault \"cut 3\"");
        for (Witness witness : List.of(Witness.PROMETHEUS, Witness.INBOX)) {
            assertThat(verdict(PROMISE, steady().gap(witness))).isInstanceOf(Inconclusive.class);
        }
    }

    @Test
    void single_fault_cannot_flap() {
        AlertSelector missing = AlertSelector.of("Missing");
        assertThatThrownBy(() -> RoutingPromises.doesNotFlap(missing, "cut"))
                .hasMessage("it takes two faults or more to flap, but were [cut]");
    }
}
