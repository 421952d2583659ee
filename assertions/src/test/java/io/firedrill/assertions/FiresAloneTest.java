package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
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
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiresAloneTest {
    private static final Promise ALONE = Promises.firesAlone(List.of(LATENCY), List.of(AlertSelector.of("Watchdog")));
    private static final String EXPECTED =
            "expected none to fire but Latency{job=\"inference\"}, and perhaps Watchdog, but ";

    private static Fixture fired() {
        return slow().latency(firing(13, 31)).timeline("Watchdog", Map.of(), firing(-5, 60));
    }

    @Test
    void expected_alert_alone_is_kept() {
        assertThat(text(ALONE, fired().timeline("Other", SLOW, pending(20, 21))))
                .isEqualTo("kept: " + EXPECTED + "only Latency{job=\"inference\", severity=\"page\"} fired []");
    }

    @Test
    void others_are_broken_with_their_names_and_times() {
        Fixture fixture = fired().timeline("Other", SLOW, firing(20, 21)).timeline("Latency", Map.of(), firing(22, 23));
        assertThat(text(ALONE, fixture))
                .isEqualTo("broken: " + EXPECTED + "Latency{} fired at t+22.0s and"
                        + " Other{job=\"inference\", severity=\"page\"} fired at t+20.0s []");
    }

    @Test
    void expected_alert_that_did_not_fire_is_inconclusive() {
        assertThat(text(ALONE, slow().timeline("Watchdog", Map.of(), firing(-5, 60))))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "none of them fired, so this was not put to the test (see A01) []");
    }

    @Test
    void drill_without_a_biting_fault_is_inconclusive_but_tells_what_fired() {
        assertThat(text(ALONE, healthy().timeline("Other", SLOW, firing(20, 21))))
                .contains("inconclusive: ", "the drill injected no fault; meanwhile Other{");
        Fixture toothless = healthy().requests(10, 30, 20, 200).latency(firing(13, 31));
        toothless.faults.addAll(slow().faults);
        assertThat(text(ALONE, toothless)).contains("inconclusive: ", "fault \"slow\" did not bite");
        assertThat(verdict(ALONE, fired().gap(Witness.PROMETHEUS))).isInstanceOf(Inconclusive.class);
    }

    private static Fixture down(String job, String instance, int failed) {
        Fixture fixture = fired().timeline("Down", Map.of("job", job, "instance", instance), firing(20, 21));
        fixture.targets.add(new TargetHealth(job, instance, 600, failed, s(2), Fixture.SOURCE));
        return fixture;
    }

    @Test
    void target_that_is_down_beside_every_fault_is_another_trouble_than_the_drills() {
        assertThat(text(ALONE, down("alertmanager", "alertmanager:9093", 12)))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "target alertmanager (alertmanager:9093) failed 12 of 600 scrapes, though no fault of the drill is"
                        + " on them; meanwhile Down{instance=\"alertmanager:9093\", job=\"alertmanager\"} fired at t+20.0s"
                        + " [if the machine was too busy, hold fewer drills at a time (firedrill.parallel=1); if the fault"
                        + " brings it down, say that its alert may fire]");
    }

    @Test
    void alert_about_a_target_whose_scrapes_a_fault_is_on_or_that_was_scraped_is_broken() {
        for (String fault : List.of("inference", "prometheus->inference", "prometheus")) {
            Fixture fixture = down("inference", "inference:8080", 12);
            fixture.faults.add(new FaultRecord(
                    "killed", "kill", fault, "", Optional.empty(), s(10), s(30), s(30), Fixture.SOURCE));
            assertThat(text(ALONE, fixture)).as(fault).startsWith("broken: ");
        }
        assertThat(text(ALONE, down("alertmanager", "alertmanager:9093", 0))).startsWith("broken: ");
    }

    @Test
    void other_alert_beside_that_of_a_target_that_is_down_is_broken() {
        Fixture fixture = down("alertmanager", "alertmanager:9093", 12).timeline("Other", SLOW, firing(20, 21));
        assertThat(text(ALONE, fixture)).startsWith("broken: ").contains("Other{");
    }
}
