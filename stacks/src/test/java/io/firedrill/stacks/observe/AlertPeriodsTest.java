package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlertPeriodsTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T04:00:00Z");
    private static final Source SOURCE = new Source("prometheus", "ALERTS");

    private final AlertPeriods periods = new AlertPeriods(ZERO, alert -> ofMillis(100));

    @Test
    void pending_then_firing_is_two_periods_of_one_timeline() {
        assertThat(fold(series("Slow", "firing", 300, 400, 500), series("Slow", "pending", 0, 100, 200)))
                .singleElement()
                .satisfies(timeline -> {
                    assertThat(timeline.alert()).isEqualTo("Slow");
                    assertThat(timeline.labels()).isEqualTo(Map.of("job", "gateway"));
                    assertThat(timeline.periods())
                            .containsExactly(
                                    period(AlertState.PENDING, 0, 200, 3), period(AlertState.FIRING, 300, 500, 3));
                });
    }

    @Test
    void gap_of_exactly_one_and_a_half_intervals_does_not_end_a_period() {
        assertThat(fold(series("Slow", "firing", 0, 150)).get(0).periods())
                .containsExactly(period(AlertState.FIRING, 0, 150, 2));
    }

    @Test
    void gap_beyond_one_and_a_half_intervals_ends_a_period() {
        assertThat(fold(series("Slow", "firing", 0, 151)).get(0).periods())
                .containsExactly(period(AlertState.FIRING, 0, 0, 1), period(AlertState.FIRING, 151, 151, 1));
    }

    @Test
    void alert_that_was_already_there_begins_before_zero() {
        assertThat(fold(series("Watchdog", "firing", -200, -100, 0, 100)).get(0).periods())
                .containsExactly(period(AlertState.FIRING, -200, 100, 4));
    }

    @Test
    void period_that_ended_before_the_recording_began_is_left_out() {
        List<Series> samples = List.of(series("Old", "firing", -900), series("Edge", "firing", -500));

        assertThat(periods.fold(samples, ZERO.minusMillis(500), SOURCE))
                .extracting(AlertTimeline::alert)
                .containsExactly("Edge");
    }

    @Test
    void alerts_with_other_labels_are_other_timelines_in_order() {
        Series other = new Series(
                Map.of("__name__", "ALERTS", "alertname", "Slow", "alertstate", "firing", "job", "a"), samples(0));

        assertThat(fold(series("Slow", "firing", 0), series("Down", "firing", 0), other))
                .extracting(timeline -> timeline.alert() + timeline.labels())
                .containsExactly("Down{job=gateway}", "Slow{job=a}", "Slow{job=gateway}");
    }

    @Test
    void each_alert_has_the_interval_of_its_own_group() {
        AlertPeriods own = new AlertPeriods(ZERO, alert -> alert.equals("Rare") ? ofSeconds(1) : ofMillis(100));

        List<AlertTimeline> timelines =
                own.fold(List.of(series("Rare", "firing", 0, 1000), series("Slow", "firing", 0, 1000)), ZERO, SOURCE);

        assertThat(timelines).extracting(timeline -> timeline.periods().size()).containsExactly(1, 2);
    }

    private List<AlertTimeline> fold(Series... series) {
        return periods.fold(List.of(series), ZERO.minusSeconds(1), SOURCE);
    }

    private static AlertPeriod period(AlertState state, long from, long to, int samples) {
        return new AlertPeriod(state, ofMillis(from), ofMillis(to), samples);
    }

    private static Series series(String alert, String state, long... offsets) {
        return new Series(
                Map.of("__name__", "ALERTS", "alertname", alert, "alertstate", state, "job", "gateway"),
                samples(offsets));
    }

    private static List<Sample> samples(long... offsets) {
        return LongStream.of(offsets)
                .mapToObj(offset -> new Sample(ZERO.plusMillis(offset), 1))
                .toList();
    }
}
