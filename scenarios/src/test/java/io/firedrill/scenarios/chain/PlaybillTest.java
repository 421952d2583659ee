package io.firedrill.scenarios.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.scenarios.promql.Course;
import io.firedrill.scenarios.promql.Labels;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.promql.Matcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A minute of the script is a tick of 250 ms; it is quiet for 20 samples, fires for 10, and is healed for 10. */
class PlaybillTest {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final long MINUTE = 60_000;
    private static final long ZERO = 1_000_000;
    private static final Labels HITS = Labels.of(Map.of(Matcher.NAME, "hits_total", "job", "a\"b"));

    private final Performance performance = new Performance(new Hits(1), new Compression("c7_", 240, TICK));
    private final Playbill playbill = new Playbill(TICK);

    @Test
    void what_comes_before_is_written_and_ends_where_scrapes_begin() {
        List<Series> history = performance.history(ZERO);

        Series hits = history.get(0);
        assertThat(hits.labels()).containsEntry(Matcher.NAME, "c7_hits_total").containsEntry("job", "a\"b");
        assertThat(hits.samples()).hasSize(12);
        Sample last = hits.samples().get(11);
        assertThat(last.at()).isEqualTo(Instant.ofEpochMilli(ZERO - 250));
        assertThat(last.value()).isEqualTo(11);
        assertThat(history.get(1).labels()).containsOnly(Map.entry(Matcher.NAME, "firedrill_clock_c7_"));
        assertThat(performance.fault()).as("eight ticks of quiet are scraped").isEqualTo(8);
        assertThat(performance.isSeeded()).isFalse();
    }

    @Test
    void each_scrape_tells_the_next_sample_wherever_in_its_tick_it_comes() {
        begin();

        assertThat(playbill.samples(ZERO - 200)).isEmpty();
        assertThat(playbill.samples(ZERO + 3)).startsWith("c7_hits_total{fd_l_job=\"a\\\"b\",} 12.0\n");
        assertThat(playbill.samples(ZERO + 250 - 90)).contains("} 13.0\n");
        assertThat(playbill.samples(ZERO + 250 + 90)).contains("} 13.0\n").contains("firedrill_clock_c7_ 780.0\n");
        assertThat(playbill.samples(ZERO + 500)).contains("firedrill_open_c7_ 1\n");
    }

    @Test
    void what_only_rises_goes_on_from_where_it_was_whichever_part_comes() {
        begin();

        assertThat(playbill.samples(ZERO + 8 * 250)).as("fires: ten a sample").contains("} 20.0\n");
        assertThat(playbill.samples(ZERO + 9 * 250)).contains("} 30.0\n");
        playbill.heal(List.of(performance), ZERO + 10 * 250);
        assertThat(playbill.samples(ZERO + 10 * 250)).as("healed: one a sample").contains("} 40.0\n");
        assertThat(playbill.samples(ZERO + 11 * 250)).contains("} 41.0\n");
        playbill.again(List.of(performance), ZERO + 12 * 250);
        assertThat(playbill.samples(ZERO + 12 * 250)).contains("} 42.0\n");
        assertThat(playbill.samples(ZERO + 13 * 250)).contains("} 52.0\n");
    }

    @Test
    void time_of_day_is_that_of_the_part() {
        begin();

        playbill.samples(ZERO + 60 * 250);
        playbill.heal(List.of(performance), ZERO + 60 * 250);

        assertThat(playbill.samples(ZERO + 60 * 250)).contains("firedrill_clock_c7_ 1800.0\n");
    }

    @Test
    void what_is_over_is_told_no_more() {
        begin();
        playbill.end();

        assertThat(playbill.samples(ZERO + 250)).isEmpty();
    }

    @Test
    void next_scrape_is_where_the_last_one_was_in_its_tick() {
        assertThat(playbill.scrape(ZERO, 1000)).as("none yet").isZero();

        playbill.samples(ZERO + 70);

        assertThat(playbill.scrape(ZERO + 100, 1000)).isEqualTo(ZERO + 70 + 5 * 250);
    }

    @Test
    void what_would_take_long_is_told_in_wider_steps_where_its_windows_allow_it() {
        assertThat(Performance.step(new Hits(1))).isEqualTo(MINUTE);
        assertThat(Performance.step(new Hits(50))).as("two steps would do").isEqualTo(3 * MINUTE);
    }

    private void begin() {
        performance.history(ZERO);
        playbill.begin(List.of(performance), ZERO);
    }

    /** {@code stride}: of how many samples one would do; its condition looks back for 100 then. */
    private record Hits(long stride) implements Script {
        @Override
        public List<Part> parts() {
            return List.of(Part.values());
        }

        @Override
        public Span span(Part part) {
            return switch (part) {
                case QUIET -> new Span(0, 19 * MINUTE);
                case FIRING -> new Span(20 * MINUTE, 29 * MINUTE);
                case HEALED -> new Span(30 * MINUTE, 39 * MINUTE);
            };
        }

        @Override
        public long begin() {
            return 0;
        }

        @Override
        public long interval() {
            return MINUTE;
        }

        @Override
        public long reach() {
            return stride == 1 ? 5 : 100;
        }

        @Override
        public long hold() {
            return 0;
        }

        @Override
        public Set<Labels> series() {
            return Set.of(HITS);
        }

        @Override
        public Map<Labels, Course> courses(Part part, Map<Labels, Double> bases) {
            long slope = part == Part.FIRING ? 10 : 1;
            double base = bases.getOrDefault(HITS, 0.0);
            long begin = span(part).begin();
            return Map.of(HITS, at -> base + slope * (at - begin) / (double) MINUTE);
        }

        @Override
        public Map<Labels, Double> bases(Part part, Map<Labels, Course> courses, Map<Labels, Double> bases, long at) {
            return Map.of(HITS, courses.getOrDefault(HITS, any -> 0).at(at));
        }
    }
}
