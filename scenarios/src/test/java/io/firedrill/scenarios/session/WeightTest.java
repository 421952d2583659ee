package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillBuilder;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.fault.Fault;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeightTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Weight weight = new Weight(Set.of("inference"));

    @Test
    void drill_that_starts_a_service_again_is_heavy() {
        assertThat(weight.isHeavy(breaking("inference", new Fault.ProcessKill())))
                .isTrue();
        assertThat(weight.isHeavy(breaking("inference", new Fault.ProcessRestart())))
                .isTrue();
    }

    @Test
    void drill_that_starts_a_part_of_the_monitoring_again_is_light() {
        assertThat(weight.isHeavy(breaking("prometheus", new Fault.ProcessKill())))
                .isFalse();
    }

    @Test
    void drill_that_breaks_no_process_is_light() {
        assertThat(weight.isHeavy(breaking("inference", new Fault.Refuse()))).isFalse();
    }

    @Test
    void drill_is_heavy_by_the_most_that_it_sends() {
        assertThat(weight.isHeavy(sending(50))).isFalse();
        assertThat(weight.isHeavy(sending(51))).isTrue();
    }

    private static Drill breaking(String target, Fault fault) {
        return drill().inject(new PlannedFault("gone", target, fault, SECOND, SECOND.multipliedBy(2)))
                .build();
    }

    private static Drill sending(double rate) {
        return drill().traffic(Traffic.steady(rate, SECOND)).build();
    }

    private static DrillBuilder drill() {
        return Drill.named("drill", "A drill.").observe(Duration.ofSeconds(9));
    }
}
