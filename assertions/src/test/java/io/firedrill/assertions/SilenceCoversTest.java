package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.alert.SilenceRecord.Muting;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceCoversTest {
    private static final Promise COVERS = RestartPromises.silenceCovers("maintenance", LATENCY, "restart", s(5));
    private static final String EXPECTED =
            "expected to be there before fault \"restart\" (t+20.0s to t+30.0s), to withhold"
                    + " Latency{job=\"inference\"} until it is over, and to be removed within 5s of that, but ";
    private static final View SILENCED = view(23, 30.2, "oncall", "id-1");

    @Test
    void silence_that_withholds_what_the_restart_sets_off_and_is_removed_covers_it() {
        assertThat(text(COVERS, deployed(18, 32, removed(32), SILENCED)))
                .isEqualTo("kept: " + EXPECTED
                        + "fired and was withheld from t+18.0s on, until the silence was removed at t+32.0s []");
    }

    @Test
    void alert_that_is_delivered_was_not_withheld_and_the_labels_are_compared() {
        Fixture wrong = deployed(18, 32, removed(32), view(23, 30.2, "oncall")).alarm(23.6, "oncall", "Latency", SLOW);

        assertThat(text(COVERS, wrong))
                .isEqualTo("broken: " + EXPECTED + "Latency{job=\"inference\"} was delivered to oncall at t+23.6s [the"
                        + " silence matches job=\"inference\", the alert has {alertname=\"Latency\", job=\"inference\","
                        + " severity=\"page\"}]");
    }

    @Test
    void alert_that_is_delivered_after_the_removal_is_delivered() {
        assertThat(text(COVERS, deployed(18, 32, removed(32), SILENCED).alarm(40, "oncall", "Latency", SLOW)))
                .startsWith("broken: " + EXPECTED + "Latency{job=\"inference\"} was delivered to oncall at t+40.0s");
    }

    @Test
    void silence_that_matched_nothing_is_broken_even_if_nothing_was_delivered() {
        assertThat(text(COVERS, deployed(18, 32, removed(32), view(23, 30.2, "oncall"))))
                .contains("broken: ", "fired, but the silence never matched it");
    }

    @Test
    void silence_that_came_after_the_restart_had_begun_is_broken() {
        assertThat(text(COVERS, deployed(20.1, 32, removed(32), SILENCED)))
                .contains("broken: ", "was first active at t+20.1s, when the restart had begun");
    }

    @Test
    void silence_that_ended_before_the_service_was_back_is_broken() {
        assertThat(text(COVERS, deployed(18, 25, Optional.empty(), SILENCED)))
                .isEqualTo("broken: " + EXPECTED
                        + "was last active at t+25.0s, before the restart was over at t+30.0s [it was"
                        + " made for only 32s]");
        assertThat(text(COVERS, deployed(18, 25, removed(25), SILENCED)))
                .contains("broken: ", "[it was removed at t+25.0s]");
    }

    @Test
    void silence_that_nobody_removed_is_broken() {
        assertThat(text(COVERS, deployed(18, 49.9, Optional.empty(), SILENCED)))
                .isEqualTo(
                        "broken: " + EXPECTED + "was still active at t+49.9s, 19.9s after the restart was over [nobody"
                                + " removed it; it would have run out at t+50.0s]");
    }

    @Test
    void silence_that_ran_out_just_in_time_was_not_removed() {
        Fixture fixture = deployed(18, 32, Optional.empty(), SILENCED);
        fixture.silences.clear();
        fixture.silence(18, 32);

        assertThat(text(COVERS, fixture)).contains("broken: ", "ran out at t+32.0s, and was not removed");
    }

    @Test
    void restart_that_set_nothing_off_proves_nothing() {
        Fixture fixture = Restarts.fault(Fixture.slow(), "restart", "inference", 20, 30);
        fixture.silence(18, 50, Optional.of(s(18)), Optional.of(s(32)));
        fixture.silences.set(0, fixture.silences.get(0).removed(removed(32)));

        assertThat(text(COVERS, fixture)).contains("inconclusive: ", "did not fire during the restart (see A01)");
    }

    @Test
    void alert_that_would_not_have_been_told_anyway_proves_nothing_without_a_muting() {
        Fixture brief = deployed(18, 32, removed(32), SILENCED);
        brief.alerts.clear();
        brief.latency(firing(30.1, 30.2));
        assertThat(text(COVERS, brief)).contains("inconclusive: ", "was due before the silence ended");

        SilenceRecord made = brief.silences.remove(0);
        brief.silence(18, 50, made.activeFrom(), made.activeTo(), new Muting(s(30.2), Fixture.named("Latency", SLOW)));
        brief.silences.set(0, brief.silences.get(0).removed(removed(32)));
        assertThat(verdict(COVERS, brief)).isInstanceOf(Kept.class);
    }

    @Test
    void what_was_not_there_or_not_watched_is_unclear() {
        Fixture brief = deployed(18, 32, removed(32), SILENCED);
        brief.observed = s(34);
        assertThat(text(COVERS, brief)).contains("inconclusive: ", "was not watched until t+35.0s");
        assertThat(text(COVERS, Fixture.slow().silence(18, 32))).contains("the drill injected no fault \"restart\"");
        assertThat(text(COVERS, Restarts.fault(Fixture.slow(), "restart", "inference", 20, 30)))
                .contains("inconclusive: ", "the drill made no silence");
        for (Witness witness : new Witness[] {Witness.PROMETHEUS, Witness.ALERTMANAGER, Witness.INBOX}) {
            assertThat(verdict(COVERS, deployed(18, 32, removed(32), SILENCED).gap(witness)))
                    .isInstanceOf(Inconclusive.class);
        }
    }

    /** A removed silence is held to its removal by the other promises too, not to the end it was made with. */
    @Test
    void removed_silence_holds_until_its_removal_for_other_promises() {
        Fixture fixture = deployed(18, 32, removed(32), SILENCED)
                .timeline("Control", SLOW, firing(21, 40))
                .routed("Control", SLOW, view(21, 40, "oncall"))
                .alarm(21.6, "oncall", "Control", SLOW);

        assertThat(verdict(Promises.silenceHolds("maintenance", LATENCY, Fixture.CONTROL), fixture))
                .isInstanceOf(Kept.class);
        Fixture lingering = deployed(18, 45, removed(32), SILENCED);
        assertThat(text(Promises.silenceEnds("maintenance", LATENCY, s(5)), lingering))
                .contains("broken: ", "was still active at t+45.0s, 13s after its planned end");
    }

    private static Optional<Duration> removed(double at) {
        return Optional.of(s(at));
    }

    /** Made for 18 s to 50 s. */
    private static Fixture deployed(double first, double last, Optional<Duration> removed, View view) {
        Fixture fixture = Restarts.fault(Fixture.slow(), "restart", "inference", 20, 30)
                .silence(18, 50, Optional.of(s(first)), Optional.of(s(last)))
                .routed("Latency", SLOW, view)
                .latency(firing(23, 30.2));
        fixture.silences.set(0, fixture.silences.get(0).removed(removed));
        return fixture;
    }
}
