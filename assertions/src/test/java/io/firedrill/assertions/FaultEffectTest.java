package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.failing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.traffic.FaultRecord;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultEffectTest {
    private static FaultEffect of(Fixture fixture) {
        return FaultEffect.of(fixture.evidence(), fixture.faults.get(0));
    }

    private static Fixture with(Fixture before, FaultRecord fault) {
        before.faults.add(fault);
        return before;
    }

    private static final FaultRecord DELAY = slow().faults.get(0);
    private static final FaultRecord STATUS = failing().faults.get(0);

    private static FaultRecord share(double share) {
        return new FaultRecord(
                STATUS.name(),
                STATUS.kind(),
                STATUS.target(),
                STATUS.description(),
                STATUS.delay(),
                STATUS.appliedAt(),
                STATUS.revertingAt(),
                STATUS.revertedAt(),
                STATUS.source(),
                share);
    }

    @Test
    void delay_that_slows_requests_bit() {
        assertThat(of(slow()))
                .isEqualTo(new FaultEffect(true, "the median latency went from 20ms to 420ms under a delay of 400ms"));
    }

    @Test
    void command_that_ended_well_broke_something_by_its_users_word_alone() {
        assertThat(of(Fixture.commanded()))
                .isEqualTo(new FaultEffect(true, "its command ended well, and nobody here sees what that did"));
    }

    @Test
    void half_of_the_delay_is_enough_and_a_millisecond_less_is_not() {
        assertThat(of(with(healthy().requests(10, 30, 220, 200), DELAY)).bit()).isTrue();
        assertThat(of(with(healthy().requests(10, 30, 219, 200), DELAY)).bit()).isFalse();
    }

    @Test
    void status_that_fails_requests_bit() {
        assertThat(of(failing())).isEqualTo(new FaultEffect(true, "100 % of requests failed, and 0 % before"));
    }

    @Test
    void half_of_the_requests_is_enough_and_one_fewer_is_not() {
        assertThat(of(with(healthy().requests(10, 20, 20, 502).requests(20, 30, 20, 200), STATUS))
                        .bit())
                .isTrue();
        assertThat(of(with(healthy().requests(10, 19.9, 20, 502).requests(19.9, 30, 20, 200), STATUS))
                        .bit())
                .isFalse();
    }

    @Test
    void fault_that_meets_a_share_bit_when_half_of_that_share_failed() {
        FaultRecord few = share(0.1);
        assertThat(of(with(healthy().requests(10, 20, 20, 200).requests(20, 20.6, 20, 503), few))
                        .bit())
                .isTrue();
        assertThat(of(with(healthy().requests(10, 20, 20, 200).requests(20, 20.5, 20, 503), few))
                        .bit())
                .isFalse();
    }

    @Test
    void failures_of_before_hide_the_bite_of_a_share_sooner() {
        Fixture sick = new Fixture()
                .requests(0, 9.4, 20, 200)
                .requests(9.4, 9.5, 20, 500)
                .requests(10, 30, 20, 503);
        assertThat(of(with(sick, share(0.1))).bit()).isFalse();
    }

    @Test
    void requests_that_failed_before_hide_the_bite() {
        Fixture sick = new Fixture()
                .requests(0, 9.4, 20, 200)
                .requests(9.4, 9.9, 20, 500)
                .requests(10, 30, 20, 502);
        assertThat(of(with(sick, STATUS)))
                .isEqualTo(new FaultEffect(false, "100 % of requests failed, and 5 % before"));
    }

    @Test
    void requests_without_an_answer_failed() {
        Fixture fixture = with(healthy(), STATUS);
        for (int i = 0; i < 10; i++) {
            fixture.request(s(11 + i), 20, Optional.empty());
        }
        assertThat(of(fixture).bit()).isTrue();
    }

    @Test
    void too_few_requests_are_unknown() {
        assertThat(of(with(healthy().requests(10, 10.9, 420, 200), DELAY)))
                .isEqualTo(new FaultEffect(
                        false,
                        "too few requests to tell, 100 before it and 9 during it (at least 10 each are needed)"));
        assertThat(of(with(healthy().requests(10, 11, 420, 200), DELAY)).bit()).isTrue();
    }

    @Test
    void fault_that_the_ledger_cannot_show_is_unknown() {
        FaultRecord header = new FaultRecord(
                "lost", "drop-header", "gateway->inference", "", Optional.empty(), s(10), s(30), s(30), Fixture.SOURCE);
        assertThat(of(with(healthy().requests(10, 30, 20, 200), header)))
                .isEqualTo(new FaultEffect(false, "the ledger cannot show a fault of kind drop-header"));
    }

    @Test
    void requests_under_another_fault_are_no_measure_of_before() {
        Fixture fixture = with(new Fixture().requests(0, 10, 20, 200).requests(10, 30, 20, 502), STATUS);
        fixture.faults.add(
                new FaultRecord("earlier", "status", "x", "", Optional.empty(), s(0), s(9.5), s(9.5), Fixture.SOURCE));
        assertThat(of(fixture).text()).startsWith("too few requests to tell, 4 before it");
    }

    /** Sent before it and answered within it: nobody knows whose doing the answer is. */
    @Test
    void requests_that_ended_under_another_fault_are_no_measure_of_before() {
        Fixture fixture = with(new Fixture().requests(0, 9, 20, 200).requests(10, 30, 20, 502), STATUS);
        fixture.request(s(4.99), 20, Optional.of(502));
        fixture.faults.add(
                new FaultRecord("earlier", "status", "x", "", Optional.empty(), s(5), s(6), s(6), Fixture.SOURCE));
        assertThat(of(fixture)).isEqualTo(new FaultEffect(true, "100 % of requests failed, and 0 % before"));
    }
}
