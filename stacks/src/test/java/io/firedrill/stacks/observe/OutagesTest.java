package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T04:00:00Z");
    private static final Source SOURCE = new Source("prometheus", "x");

    private long end;
    private final Outages outages =
            new Outages(new Outages.Subject(Witness.PROMETHEUS, "prometheus", SOURCE), ofMillis(100), ZERO);

    @Test
    void outage_within_a_fault_on_that_process_is_planned() {
        down(2000, 4100);

        assertThat(gaps(fault("prometheus", "kill", 2050, 4000)))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.planned()).isTrue();
                    assertThat(gap.reason()).isEqualTo("no answer from t+2.0s to t+4.1s: fault \"down\", as planned");
                    assertThat(gap.outage())
                            .contains(new Gap.Outage(ofSeconds(2), ofMillis(4100), Optional.of("down")));
                });
    }

    /** It is the only proof that the fault bit. */
    @Test
    void planned_outage_is_told_however_short_it_was() {
        down(2000, 2300);

        assertThat(gaps(fault("prometheus", "restart", 2050, 2250)))
                .singleElement()
                .matches(Gap::planned);
    }

    @Test
    void brief_failure_that_nobody_planned_is_no_gap() {
        down(2000, 2300);

        assertThat(gaps()).isEmpty();
        assertThat(gaps(fault("alertmanager", "kill", 2050, 2250))).isEmpty();
    }

    @Test
    void outage_that_outlasts_the_fault_is_not_planned() {
        down(2000, 5200);

        assertThat(gaps(fault("prometheus", "kill", 2050, 4000)))
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).isEqualTo("no answer from t+2.0s to t+5.2s: refused"));
        assertThat(gaps(fault("prometheus", "kill", 3500, 5000))).noneMatch(Gap::planned);
    }

    /** The planned one does not excuse the other. */
    @Test
    void outage_beside_a_planned_one_is_a_gap_of_its_own() {
        down(2000, 4000);
        down(7000, 8500);

        assertThat(gaps(fault("prometheus", "kill", 2050, 4000)))
                .extracting(Gap::planned)
                .containsExactly(true, false);
    }

    @Test
    void fault_of_another_process_or_of_a_link_explains_nothing() {
        down(2000, 4000);

        assertThat(gaps(fault("alertmanager", "kill", 1900, 4100))).noneMatch(Gap::planned);
        assertThat(gaps(fault("prometheus", "latency", 1900, 4100))).noneMatch(Gap::planned);
    }

    /** A machine that stands still for a while refuses nobody. */
    @Test
    void answers_that_only_came_late_are_not_the_doing_of_a_fault() {
        alive(2000);
        outages.answered(ZERO.plusMillis(4000));
        end = 4000;

        assertThat(gaps(fault("prometheus", "kill", 2050, 4000)))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.planned()).isFalse();
                    assertThat(gap.reason()).endsWith(": the answers came late");
                });
    }

    @Test
    void outage_that_lasts_to_the_end_ends_there() {
        alive(2000);
        outages.failed("refused");
        end = 10_000;

        assertThat(gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.outage())
                        .contains(new Gap.Outage(ofSeconds(2), ofSeconds(10), Optional.empty())));
    }

    private void down(long from, long to) {
        alive(from);
        outages.failed("refused");
        outages.answered(ZERO.plusMillis(to));
        end = to;
    }

    /** Answers until then. */
    private void alive(long until) {
        for (long at = end; at < until; at += 100) {
            outages.answered(ZERO.plusMillis(at));
        }
        outages.answered(ZERO.plusMillis(until));
        end = until;
    }

    private List<Gap> gaps(FaultRecord... faults) {
        Gaps gaps = new Gaps();
        outages.report(ZERO, ZERO.plusMillis(end), List.of(faults), gaps);
        return gaps.list();
    }

    private static FaultRecord fault(String target, String kind, long from, long to) {
        Duration end = ofMillis(to);
        return new FaultRecord("down", kind, target, "x", Optional.empty(), ofMillis(from), end, end, SOURCE);
    }
}
