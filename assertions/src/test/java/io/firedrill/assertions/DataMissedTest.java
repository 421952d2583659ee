package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.TICK;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Check;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataMissedTest {
    private static final Map<String, String> INFERENCE = Map.of("job", "inference");
    private static final Promise PROMISE = Promises.missingDataIsNoticed(AlertSelector.of("Down"), "cut", s(3));

    @Test
    void alert_that_notices_cut_scrapes_is_kept_although_no_request_failed() {
        Fixture noticed = cut(60).timeline("Down", INFERENCE, firing(12, 31)).alarm(12.6, "oncall", "Down", INFERENCE);
        assertThat(text(PROMISE, noticed))
                .isEqualTo("kept: expected to fire and be delivered within 3s of fault \"cut\" (t+10.0s), but fired 2s"
                        + " after it, at t+12.0s, delivered to oncall at t+12.6s []");
    }

    @Test
    void missing_data_that_is_read_as_healthy_is_broken() {
        assertThat(text(PROMISE, cut(60))).startsWith("broken: ").contains("never became pending");
    }

    @Test
    void scrapes_that_did_not_fail_are_inconclusive() {
        assertThat(text(PROMISE, cut(0)))
                .startsWith("inconclusive: ")
                .contains("fault \"cut\" did not bite: 0 of 600 scrapes of inference failed");
    }

    @Test
    void failed_scrapes_of_another_target_prove_nothing() {
        Fixture fixture = cut(0);
        fixture.targets.add(new TargetHealth("gateway", "gateway:8080", 600, 60, TICK, SOURCE));
        assertThat(text(PROMISE, fixture)).contains("0 of 600 scrapes of inference failed");
    }

    @Test
    void instances_behind_one_exporter_are_known_by_their_job() {
        Fixture fixture = cut(0);
        fixture.targets.clear();
        fixture.targets.add(new TargetHealth("inference", "replica-1", 300, 30, TICK, SOURCE));
        fixture.targets.add(new TargetHealth("inference", "replica-2", 300, 30, TICK, SOURCE));
        assertThat(text(PROMISE, fixture)).startsWith("broken: ").contains("never became pending");
    }

    @Test
    void it_has_a_check_of_its_own() {
        assertThat(PROMISE.id()).isEqualTo("A20-Down");
        assertThat(PROMISE.check()).isEqualTo(Check.A20);
    }

    private static Fixture cut(int failed) {
        Fixture fixture = healthy().requests(10, 40, 20, 200);
        fixture.rules.add(rule("Down", 1.2, Map.of()));
        fixture.faults.add(new FaultRecord(
                "cut", "refuse", "prometheus->inference", "", Optional.empty(), s(10), s(30), s(30), SOURCE));
        fixture.targets.add(new TargetHealth("inference", "inference:8080", 600, failed, TICK, SOURCE));
        return fixture;
    }
}
