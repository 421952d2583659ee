package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.CONTROL;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.named;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.SilenceRecord.Muting;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilenceSparesTest {
    private static final Map<String, String> PAGE = Map.of("severity", "page");
    private static final Promise SPARES = Promises.silenceSpares("maintenance", CONTROL);
    private static final String EXPECTED = "expected to leave Control alone (t+8.0s to t+25.0s), but ";

    private static Fixture control(View... views) {
        return slow().silence(8, 25).timeline("Control", PAGE, firing(12, 40)).routed("Control", PAGE, views);
    }

    private static Fixture spared() {
        return control(view(12, 40, "oncall")).alarm(12.7, "oncall", "Control", PAGE);
    }

    @Test
    void control_that_gets_through_is_kept() {
        assertThat(text(SPARES, spared()))
                .isEqualTo("kept: " + EXPECTED
                        + "Control was delivered to oncall at t+12.7s while the silence was active []");
    }

    @Test
    void control_that_is_silenced_is_broken_and_shows_both_label_sets() {
        assertThat(text(SPARES, control(view(12, 25, "oncall", "id-1"))))
                .isEqualTo("broken: " + EXPECTED + "silenced Control at t+12.0s [the silence matches"
                        + " job=\"inference\", the alert has {alertname=\"Control\", severity=\"page\"}]");
    }

    @Test
    void control_that_the_recorder_saw_muted_is_broken_even_if_it_was_delivered() {
        Fixture fixture = spared();
        fixture.silences.clear();
        fixture.silence(8, 25, new Muting(s(13), named("Control", PAGE)));
        assertThat(verdict(SPARES, fixture)).isInstanceOf(Broken.class);
    }

    /** The silence mutes the alert of one job; the control is the one over all jobs, of the same name. */
    @Test
    void muting_of_an_alert_with_more_labels_is_not_the_controls() {
        Fixture fixture = spared().timeline("Control", Map.of("job", "inference", "severity", "page"), firing(12, 40));
        fixture.silences.clear();
        fixture.silence(8, 25, new Muting(s(13), named("Control", Map.of("job", "inference", "severity", "page"))));
        assertThat(text(Promises.silenceSpares("maintenance", CONTROL), fixture))
                .contains("broken: ", "Control{job=\"inference\", severity=\"page\"} silenced Control at t+13.0s")
                .doesNotContain("Control{severity=\"page\"}");
    }

    @Test
    void control_that_is_delivered_after_the_silence_ended_early_is_inconclusive() {
        Fixture fixture = spared();
        fixture.silences.clear();
        fixture.silence(8, 25, Optional.of(s(8)), Optional.of(s(10)));
        assertThat(verdict(SPARES, fixture)).isInstanceOf(Inconclusive.class);
        fixture.silences.clear();
        fixture.silence(8, 25, Optional.of(s(8)), Optional.of(s(11.7)));
        assertThat(verdict(SPARES, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void control_under_another_silence_is_not_this_ones_fault() {
        assertThat(verdict(SPARES, control(view(12, 40, "oncall", "id-2")))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void control_that_is_delivered_only_outside_is_inconclusive() {
        assertThat(text(SPARES, control(view(12, 40, "oncall")).alarm(25.1, "oncall", "Control", PAGE)))
                .contains("inconclusive: ", "was not silenced, but not delivered while the silence was active either");
        assertThat(verdict(SPARES, control(view(12, 40, "oncall")).alarm(25, "oncall", "Control", PAGE)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void control_that_did_not_fire_is_inconclusive() {
        assertThat(text(SPARES, slow().silence(8, 25)))
                .contains("inconclusive: ", "Control did not fire while the silence was active (see A01)");
        assertThat(verdict(SPARES, slow().silence(8, 25).timeline("Control", PAGE, firing(26, 30))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void silence_that_never_was_and_deaf_witnesses_are_inconclusive() {
        assertThat(verdict(SPARES, slow())).isInstanceOf(Inconclusive.class);
        assertThat(verdict(SPARES, slow().silence(8, 25, Optional.empty(), Optional.empty())))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(SPARES, spared().gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
    }
}
