package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceEndsTest {
    private static final Promise ENDS = Promises.silenceEnds("maintenance", LATENCY, s(7));
    private static final String EXPECTED = "expected to end, and Latency{job=\"inference\"} to be delivered within 7s"
            + " of its end (t+8.0s to t+20.0s), but ";

    private static Fixture firingUntil(double end) {
        return slow().silence(8, 20)
                .latency(firing(12.9, end))
                .routed("Latency", SLOW, view(13, 20, "oncall", "id-1"), view(20.1, end, "oncall"))
                .alarm(12, "oncall", "Control", Map.of());
    }

    @Test
    void receiver_that_never_got_anything_is_left_to_n01() {
        Fixture dead = firingUntil(40);
        dead.notifications.clear();
        assertThat(text(ENDS, dead)).contains("inconclusive: ", "nothing at all was delivered to oncall (see N01)");
    }

    @Test
    void alert_that_is_delivered_after_the_silence_is_kept_up_to_the_limit() {
        assertThat(text(ENDS, firingUntil(40).alarm(25.6, "oncall", "Latency", SLOW)))
                .isEqualTo("kept: " + EXPECTED
                        + "Latency{job=\"inference\"} was delivered to oncall at t+25.6s, 5.6s after its end []");
        assertThat(verdict(ENDS, firingUntil(40).alarm(27, "oncall", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
        assertThat(verdict(ENDS, firingUntil(40).alarm(20, "oncall", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_is_delivered_late_or_never_is_broken() {
        assertThat(text(ENDS, firingUntil(40).alarm(27.1, "oncall", "Latency", SLOW)))
                .contains("broken: ", "was delivered only to oncall at t+27.1s []");
        assertThat(text(ENDS, firingUntil(40)))
                .contains("broken: ", "fired on and was never delivered (observed until t+60.0s) []");
    }

    @Test
    void group_interval_longer_than_promised_is_the_hint() {
        Promise soon = Promises.silenceEnds("maintenance", LATENCY, s(3));
        assertThat(text(soon, firingUntil(40).alarm(25.6, "oncall", "Latency", SLOW)))
                .contains("broken: ", "[group_interval (6s) is longer than promised]");
    }

    @Test
    void silence_that_lingers_is_broken() {
        Fixture fixture = firingUntil(40);
        fixture.silences.clear();
        fixture.silence(8, 20, Optional.of(s(8)), Optional.of(s(21.1)));
        assertThat(text(ENDS, fixture))
                .isEqualTo("broken: " + EXPECTED + "was still active at t+21.1s, 1.1s after its planned end []");
        fixture.silences.clear();
        fixture.silence(8, 20, Optional.of(s(8)), Optional.of(s(21))).alarm(26, "oncall", "Latency", SLOW);
        assertThat(verdict(ENDS, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void silence_that_did_not_hold_is_inconclusive() {
        assertThat(text(ENDS, firingUntil(40).alarm(14, "oncall", "Latency", SLOW)))
                .contains("inconclusive: ", "had been delivered before the silence ended (see S01)");
        assertThat(verdict(ENDS, firingUntil(40).alarm(7, "oncall", "Latency", SLOW)))
                .isInstanceOf(Inconclusive.class);
        Fixture unmatched =
                slow().silence(8, 20).latency(firing(12.9, 40)).routed("Latency", SLOW, view(13, 40, "oncall"));
        assertThat(text(ENDS, unmatched)).contains("inconclusive: ", "the silence never matched");
    }

    @Test
    void alert_that_is_over_by_then_is_inconclusive() {
        assertThat(text(ENDS, firingUntil(19.9))).contains("inconclusive: ", "was not firing when the silence ended");
        assertThat(text(ENDS, firingUntil(25.9)))
                .contains("inconclusive: ", "stopped firing at t+25.9s, before its delivery was due");
        assertThat(verdict(ENDS, firingUntil(26))).isInstanceOf(Broken.class);
        assertThat(verdict(ENDS, slow().silence(8, 20))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_something_else_suppresses_is_inconclusive() {
        Fixture fixture = slow().silence(8, 20)
                .latency(firing(12.9, 40))
                .routed("Latency", SLOW, view(13, 20, "oncall", "id-1"), view(21, 40, "oncall", "id-2"));
        assertThat(text(ENDS, fixture)).contains("inconclusive: ", "was suppressed by something else from t+21.0s");
    }

    @Test
    void short_observation_and_deaf_witnesses_are_inconclusive() {
        Fixture brief = firingUntil(26.9);
        brief.observed = s(26.9);
        assertThat(text(ENDS, brief)).contains("inconclusive: ", "[watch until t+27.0s]");
        assertThat(verdict(ENDS, firingUntil(40).gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
    }
}
