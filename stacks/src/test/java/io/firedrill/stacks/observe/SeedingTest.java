package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.firedrill.evidence.SeededSeries;
import io.firedrill.evidence.Source;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeedingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Map<String, String> LABELS = Map.of("__name__", "requests_total", "job", "gateway");
    private static final History HISTORY = new History("requests_total", 3, ofSeconds(500), ofMillis(600));

    @Test
    void past_leads_up_to_the_first_value_that_was_scraped() {
        Series past = Seeding.past(scraped(2000, ofSeconds(4).toMillis()), HISTORY, NOW);
        List<Sample> samples = past.samples();
        Sample last = samples.get(samples.size() - 1);

        assertThat(past.labels()).isEqualTo(LABELS);
        assertThat(last.at()).isEqualTo(NOW.minusMillis(4600));
        assertThat(last.value()).isCloseTo(2000 - 1.8, within(1e-6));
        assertThat(samples.get(0).at()).isBetween(NOW.minusSeconds(500), NOW.minusMillis(499_400));
        assertThat(samples).hasSize(826);
    }

    @Test
    void counter_that_was_scraped_at_less_than_its_past_grew_to_was_reset_once() {
        List<Sample> samples = Seeding.past(scraped(300, 4000), HISTORY, NOW).samples();

        assertThat(samples).allMatch(sample -> sample.value() >= 0);
        assertThat(resets(samples)).isEqualTo(1);
        assertThat(increase(samples)).isCloseTo(3 * (500 - 4 - 0.6), within(2.5));
    }

    @Test
    void counter_that_was_just_born_is_reset_where_its_past_ends() {
        List<Sample> samples = Seeding.past(scraped(0, 4000), HISTORY, NOW).samples();

        assertThat(resets(samples)).isZero();
        assertThat(increase(samples)).isCloseTo(3 * (500 - 4 - 0.6), within(2.5));
    }

    @Test
    void counter_that_stood_still_keeps_its_value() {
        History still = new History("x", 0, ofSeconds(500), ofMillis(600));

        assertThat(Seeding.past(scraped(7, 4000), still, NOW).samples()).allMatch(sample -> sample.value() == 7);
    }

    @Test
    void series_that_is_older_than_the_history_needs_none() {
        assertThat(Seeding.past(scraped(7, 500_000), HISTORY, NOW).samples()).isEmpty();
    }

    @Test
    void what_was_written_counts_from_clock_zero() {
        Series past = new Series(LABELS, List.of(new Sample(NOW, 1), new Sample(NOW.plusSeconds(9), 2)));
        Source source = new Source("prometheus", "http://localhost/api/v1/write");

        assertThat(new Seeding.Written(past, 3, source).at(NOW.plusSeconds(10)))
                .isEqualTo(new SeededSeries(LABELS, ofSeconds(-10), ofSeconds(-1), 2, 3, source));
    }

    @Test
    void history_of_too_few_steps_is_refused() {
        assertThatThrownBy(() -> new History("x", 1, ofSeconds(3), ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("history must hold at least four steps, but was PT3S in steps of PT1S");
        assertThatThrownBy(() -> new History("x", -1, ofSeconds(30), ofSeconds(1)))
                .hasMessage("perSecond must be at least 0 and below 1000000, but was -1.0");
    }

    private static Series scraped(double value, long millisAgo) {
        return new Series(
                LABELS, List.of(new Sample(NOW.minusMillis(millisAgo), value), new Sample(NOW, value + 1_000_000)));
    }

    private static long resets(List<Sample> samples) {
        long resets = 0;
        for (int i = 1; i < samples.size(); i++) {
            resets += samples.get(i).value() < samples.get(i - 1).value() ? 1 : 0;
        }
        return resets;
    }

    /** As Prometheus adds it up. */
    private static double increase(List<Sample> samples) {
        double sum = 0;
        for (int i = 1; i < samples.size(); i++) {
            double before = samples.get(i - 1).value();
            double value = samples.get(i).value();
            sum += value < before ? value : value - before;
        }
        return sum;
    }
}
