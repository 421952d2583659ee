package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.CONTROL;
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
import io.firedrill.evidence.alert.SilenceRecord.Muting;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceSurvivesTest {
    private static final Promise SURVIVES =
            RestartPromises.silenceSurvives("maintenance", LATENCY, CONTROL, "restart", s(3));
    private static final String EXPECTED = "expected to be there after fault \"restart\" (t+20.0s to t+21.0s), and to"
            + " withhold Latency{job=\"inference\"} for 3s more while Control is delivered, but ";
    private static final View BEFORE = view(13, 19.9, "oncall", "id-1");
    private static final View AFTER = view(22, 40, "oncall", "id-1");

    @Test
    void silence_that_withholds_again_survived() {
        assertThat(text(SURVIVES, silenced(59, muting(22.6))))
                .isEqualTo("kept: " + EXPECTED
                        + "is active again, withheld it at t+22.6s, and nothing was delivered until" + " t+60.0s []");
        assertThat(text(SURVIVES, silenced(59)))
                .contains("kept: ", "is active again, is the only one to hold it back, and nothing");
    }

    @Test
    void silence_that_was_not_seen_any_more_is_lost() {
        assertThat(text(SURVIVES, silenced(19.9)))
                .isEqualTo(
                        "broken: " + EXPECTED + "was last active at t+19.9s, before Alertmanager was back [Alertmanager"
                                + " writes silences down when it is stopped in good order, and every --data.maintenance-interval]");
    }

    @Test
    void alert_that_is_delivered_after_the_restart_leaked() {
        assertThat(text(SURVIVES, silenced(19.9).alarm(22.6, "oncall", "Latency", SLOW)))
                .startsWith("broken: " + EXPECTED + "Latency{job=\"inference\"} was delivered to oncall at t+22.6s"
                        + " [Alertmanager writes silences down");
        assertThat(text(SURVIVES, silenced(59).alarm(22.6, "oncall", "Latency", SLOW)))
                .isEqualTo("broken: " + EXPECTED + "Latency{job=\"inference\"} was delivered to oncall at t+22.6s []");
    }

    @Test
    void leak_before_the_restart_is_for_another_check() {
        assertThat(text(SURVIVES, silenced(59).alarm(14, "oncall", "Latency", SLOW)))
                .contains("inconclusive: ", "had been delivered before it (see S01)");
    }

    @Test
    void silence_that_is_there_and_matches_nothing_is_broken() {
        Fixture fixture = base(59, BEFORE, view(22, 40, "oncall"));

        assertThat(text(SURVIVES, fixture))
                .contains("broken: ", "was there, but did not match Latency{job=\"inference\"} any more");
    }

    @Test
    void silence_without_a_control_proves_nothing() {
        Fixture fixture = silenced(59, muting(22.6));
        fixture.notifications.clear();

        assertThat(text(SURVIVES, fixture))
                .contains(
                        "inconclusive: ",
                        "Control was not delivered to oncall meanwhile, so a dead receiver would look");
    }

    @Test
    void other_silence_that_holds_the_alert_back_as_well_leaves_it_open_unless_this_one_withheld_it() {
        View both = new View(s(22), s(40), "suppressed", List.of("oncall"), List.of("id-1", "id-2"), List.of());

        assertThat(text(SURVIVES, base(59, BEFORE, both))).contains("inconclusive: ", "held back by something else");
        assertThat(verdict(SURVIVES, base(59, List.of(muting(22.6)), BEFORE, both)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void muting_from_before_the_restart_is_no_proof() {
        View both = new View(s(22), s(40), "suppressed", List.of("oncall"), List.of("id-1", "id-2"), List.of());

        assertThat(verdict(SURVIVES, base(59, List.of(muting(14)), BEFORE, both)))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_alertmanager_never_had_again_is_unclear() {
        assertThat(text(SURVIVES, base(59, BEFORE))).contains("inconclusive: ", "did not have", "again (see A14)");
    }

    @Test
    void silence_that_was_to_end_before_or_began_after_is_unclear() {
        Fixture brief = base(22, BEFORE, AFTER);
        brief.silences.clear();
        brief.silence(10, 23, Optional.of(s(10)), Optional.of(s(22)));
        assertThat(text(SURVIVES, brief)).contains("inconclusive: ", "was planned to end at t+23.0s, before t+24.0s");

        Fixture late = base(59, BEFORE, AFTER);
        late.silences.clear();
        late.silence(21.5, 59);
        assertThat(text(SURVIVES, late))
                .contains("inconclusive: ", "was first active at t+21.5s, not before the restart");
    }

    @Test
    void what_was_not_watched_or_not_seen_is_unclear() {
        Fixture brief = silenced(22);
        brief.observed = s(22);
        assertThat(text(SURVIVES, brief)).contains("inconclusive: ", "was not watched until t+24.0s");
        assertThat(verdict(SURVIVES, silenced(59).gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(SURVIVES, silenced(59).gap(Witness.ALERTMANAGER))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void silence_or_restart_that_never_was_is_unclear() {
        Fixture none = silenced(59);
        none.silences.clear();
        assertThat(text(SURVIVES, none)).contains("inconclusive: ", "the drill made no silence \"maintenance\"");
        Fixture calm = silenced(59);
        calm.faults.clear();
        assertThat(text(SURVIVES, calm)).contains("inconclusive: ", "the drill injected no fault \"restart\"");
        Fixture pending = base(59, BEFORE, AFTER);
        pending.silences.clear();
        pending.silence(10, 60, Optional.empty(), Optional.empty());
        assertThat(text(SURVIVES, pending)).contains("inconclusive: ", "was never active");
    }

    private static Muting muting(double at) {
        return new Muting(s(at), Fixture.named("Latency", SLOW));
    }

    private static Fixture silenced(double lastActive, Muting... mutings) {
        return base(lastActive, List.of(mutings), BEFORE, AFTER);
    }

    private static Fixture base(double lastActive, View... views) {
        return base(lastActive, List.of(), views);
    }

    private static Fixture base(double lastActive, List<Muting> mutings, View... views) {
        return Restarts.alertmanager(Fixture.slow())
                .silence(10, 60, Optional.of(s(10)), Optional.of(s(lastActive)), mutings.toArray(Muting[]::new))
                .routed("Latency", SLOW, views)
                .latency(firing(13, 40))
                .timeline("Control", Map.of("severity", "page"), firing(12, 40))
                .routed("Control", Map.of("severity", "page"), view(12, 19.9, "oncall"))
                .alarm(12.6, "oncall", "Control", Map.of("severity", "page"));
    }
}
