package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firedrill.evidence.Level;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.PanelSight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The fault lasts from 10 s to 30 s. */
class PanelSightsTest {
    private static PanelReading drawing(String title, IntToDoubleFunction course) {
        List<Level.Point> points = IntStream.range(0, 40)
                .mapToObj(second -> new Level.Point(s(second), course.applyAsDouble(second)))
                .toList();
        return reading(title, Optional.empty(), List.of(), List.of(new Level.Course(Map.of(), points)));
    }

    private static PanelReading reading(
            String title, Optional<String> error, List<String> missing, List<Level.Course> courses) {
        return new PanelReading("Shop", title, "A", error, missing, s(1), new Level(title, "q", courses, SOURCE));
    }

    private static List<PanelSight> seen(Fixture fixture, PanelReading... panels) {
        fixture.metrics = MetricEvidence.NONE.with(List.of(panels), List.of());
        return PanelSights.of(fixture.evidence());
    }

    @Test
    void panel_tells_the_faults_that_it_rose_or_fell_with() {
        assertThat(seen(
                        slow(),
                        drawing("Latency", at -> at < 12 ? 1 : 9),
                        drawing("Left", at -> at < 12 ? 9 : 1),
                        drawing("Up", at -> 1)))
                .extracting(PanelSight::panel, PanelSight::drew, PanelSight::moved)
                .containsExactly(
                        tuple("Latency", true, List.of("slow")),
                        tuple("Left", true, List.of("slow")),
                        tuple("Up", true, List.of()));
    }

    @Test
    void panel_that_draws_nothing_tells_why() {
        assertThat(seen(
                        slow(),
                        reading("Renamed", Optional.empty(), List.of("x_total"), List.of()),
                        reading("Wrong", Optional.of("parse error"), List.of(), List.of())))
                .extracting(PanelSight::trouble)
                .containsExactly("there is no series of x_total", "parse error");
    }

    @Test
    void fault_that_did_not_bite_moved_nothing() {
        Fixture fixture = slow();
        fixture.faults.add(
                new FaultRecord("idle", "latency", "a->b", "9 s", Optional.of(s(9)), s(32), s(34), s(34), SOURCE));

        assertThat(seen(fixture, drawing("Latency", at -> at < 31 ? 1 : 9)))
                .singleElement()
                .satisfies(panel -> {
                    assertThat(panel.faults()).containsExactly("slow");
                    assertThat(panel.moved()).isEmpty();
                });
    }
}
