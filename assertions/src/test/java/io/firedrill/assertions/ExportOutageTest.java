package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Pipelines.level;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firedrill.evidence.Level.Course;
import io.firedrill.evidence.Level.Point;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExportOutageTest {
    private static final TracePath PATH =
            TracePath.through("gateway", "inference").toDatabase();
    private static final Promise NOTICED =
            TelemetryPromises.exportOutageIsNoticed(AlertSelector.of("Lost"), "cut", s(5), PATH, s(0.2));
    private static final Map<String, String> TICKET = Map.of("severity", "ticket");

    /** Cut off from 10 s to 15 s; the alert fires at 13 s and is told at 14 s. */
    private static Fixture noticed() {
        return cut(accepted(500, 500))
                .timeline("Lost", TICKET, pending(12, 13), firing(13, 17))
                .alarm(14, "default", "Lost", TICKET);
    }

    private static Fixture cut(Course accepted) {
        Fixture fixture = Spans.traced(healthy().requests(10, 20, 20, 200));
        fixture.rules.add(Fixture.rule("Lost", 1, TICKET));
        fixture.faults.add(new FaultRecord(
                "cut", "refuse", "services->collector", "", Optional.empty(), s(10), s(15), s(15), SOURCE));
        return level(fixture, SpanCounts.ACCEPTED, accepted);
    }

    private static Course accepted(double before, double inTheEnd) {
        return new Course(
                Map.of(),
                List.of(
                        new Point(s(0), 0),
                        new Point(s(9.9), before),
                        new Point(s(11), before + 40),
                        new Point(s(15), inTheEnd + 40),
                        new Point(s(20), 1000)));
    }

    @Test
    void outage_that_is_told_and_over_is_kept() {
        assertThat(text(NOTICED, noticed()))
                .isEqualTo(
                        "kept: expected alert Lost to fire and be delivered within 5s of fault \"cut\" (t+10.0s), and"
                                + " traces to run through gateway -> inference -> database again from 200ms after its end, but"
                                + " the alert fired 3s after it, at t+13.0s, pending from t+12.0s, delivered to default at t+14.0s; afterwards all 48 traces are whole; the outage lost nothing of 51"
                                + " requests []");
    }

    /** Spans that do not pass the Collector. */
    @Test
    void outage_on_the_way_to_zipkin_is_told_by_what_zipkin_receives() {
        Fixture fixture = noticed();
        FaultRecord cut = fixture.faults.remove(0);
        fixture.faults.add(new FaultRecord(
                "cut", "refuse", "services->zipkin", "", Optional.empty(), s(10), s(15), s(15), cut.source()));
        fixture.levels.clear();
        assertThat(verdict(NOTICED, level(fixture, SpanCounts.RECEIVED, accepted(500, 500))))
                .isInstanceOf(Kept.class);
        fixture.levels.clear();
        assertThat(text(NOTICED, level(fixture, SpanCounts.RECEIVED, accepted(500, 900))))
                .contains("inconclusive: ", "did not bite: Zipkin received 500 spans before it and 400 in its");
    }

    @Test
    void what_the_outage_lost_is_told() {
        Fixture fixture = noticed();
        fixture.traces.subList(100, 120).clear();
        assertThat(text(NOTICED, fixture)).contains("kept: ", "the outage lost spans of 20 of 51 requests");
    }

    @Test
    void alert_that_never_fires_is_broken() {
        assertThat(text(NOTICED, cut(accepted(500, 500)))).contains("broken: ", "the alert never became pending");
    }

    @Test
    void alert_that_is_told_late_is_broken() {
        Fixture late =
                cut(accepted(500, 500)).timeline("Lost", TICKET, firing(13, 17)).alarm(15.1, "default", "Lost", TICKET);
        assertThat(verdict(NOTICED, late)).isInstanceOf(Broken.class);
    }

    @Test
    void traces_that_do_not_come_back_are_broken() {
        Fixture fixture = noticed();
        fixture.traces.remove(fixture.traces.size() - 1);
        assertThat(text(NOTICED, fixture))
                .contains("broken: ", "1 of 48 traces afterwards are not whole: the whole trace missing in 1 of 48");
    }

    @Test
    void traces_right_after_the_outage_have_time_to_recover() {
        Fixture fixture = noticed();
        fixture.traces.remove(151);
        assertThat(verdict(NOTICED, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void outage_that_did_not_bite_is_inconclusive() {
        assertThat(text(NOTICED, cut(accepted(500, 900))))
                .contains("inconclusive: ", "did not bite: the Collector accepted 500 spans before it and 400 in its");
        Fixture uncounted = noticed();
        uncounted.levels.clear();
        assertThat(text(NOTICED, uncounted)).contains("inconclusive: ", "nobody counts what the Collector accepted");
        assertThat(verdict(NOTICED, healthy())).isInstanceOf(Inconclusive.class);
    }

    @Test
    void nothing_is_kept_if_nobody_looked() {
        Fixture quiet = noticed();
        quiet.ledger.subList(150, quiet.ledger.size()).clear();
        assertThat(text(NOTICED, quiet)).contains("inconclusive: ", "but only 0 requests succeeded afterwards");
        assertThat(verdict(NOTICED, noticed().gap(Witness.TRACES))).isInstanceOf(Inconclusive.class);
        Fixture blind = noticed();
        blind.lookedUp = Optional.of(0);
        assertThat(verdict(NOTICED, blind)).isInstanceOf(Inconclusive.class);
    }

    @Test
    void recovery_cannot_be_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelemetryPromises.exportOutageIsNoticed(
                        AlertSelector.of("Lost"), "cut", s(5), PATH, Duration.ofMillis(-1)))
                .withMessage("recovery must not be negative, but was PT-0.001S");
    }
}
