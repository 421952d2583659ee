package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.TargetHealth;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.observe.PrometheusClient.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrapeHealthTest {
    private static final Instant FROM = Instant.parse("2026-11-24T04:00:00Z");
    private static final Source SOURCE = new Source("prometheus", "up");

    private final ScrapeHealth health = new ScrapeHealth(FROM, FROM.plusMillis(1000));

    @Test
    void failed_scrapes_are_counted_and_close_no_gap() {
        assertThat(fold(up(at(100, 1), at(200, 0), at(300, 0), at(1000, 1))))
                .containsExactly(new TargetHealth("gateway", "a:1", 4, 2, ofMillis(900), SOURCE));
    }

    @Test
    void time_before_the_first_and_after_the_last_sample_is_a_gap() {
        assertThat(fold(up(at(400, 1), at(500, 1))))
                .extracting(TargetHealth::longestGap)
                .containsExactly(ofMillis(500));
        assertThat(fold(up(at(600, 1), at(700, 1))))
                .extracting(TargetHealth::longestGap)
                .containsExactly(ofMillis(600));
    }

    @Test
    void samples_on_the_edges_count_and_those_beyond_do_not() {
        assertThat(fold(up(at(-1, 0), at(0, 1), at(1000, 1), at(1001, 0))))
                .containsExactly(new TargetHealth("gateway", "a:1", 2, 0, ofSeconds(1), SOURCE));
    }

    @Test
    void active_target_without_samples_is_one_long_gap() {
        Target silent = new Target("inference", "b:2", "unknown", ofMillis(100), "");

        assertThat(health.fold(List.of(up(at(500, 1))), List.of(silent), SOURCE))
                .extracting(TargetHealth::job, TargetHealth::samples, TargetHealth::longestGap)
                .containsExactly(tuple("gateway", 1, ofMillis(500)), tuple("inference", 0, ofSeconds(1)));
    }

    private List<TargetHealth> fold(Series series) {
        return health.fold(List.of(series), List.of(), SOURCE);
    }

    private static Series up(Sample... samples) {
        return new Series(Map.of("__name__", "up", "job", "gateway", "instance", "a:1"), List.of(samples));
    }

    private static Sample at(long offset, double value) {
        return new Sample(FROM.plusMillis(offset), value);
    }
}
