package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.TICK;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.RangeWindow;
import io.firedrill.evidence.metric.RecordedRule;
import io.firedrill.evidence.metric.RecordedRule.Comparison;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** At a time scale of 50, so that five minutes are six seconds. */
class RecordingsTrueTest {
    private static final Promise TRUE = MetricPromises.recordingsAreTrue();
    private static final String EXPECTED = "expected each to record what it defines, and what its name says, but ";
    private static final String NAME = "job:errors:ratio_rate5m";
    private static final Map<String, String> GATEWAY = Map.of("job", "gateway");

    private static Comparison same(double value) {
        return compared(value, value, value, value, value, value, value);
    }

    private static Comparison compared(double recorded, double defined, Double... around) {
        return new Comparison(GATEWAY, s(5), Optional.of(recorded), Optional.of(defined), List.of(around));
    }

    private static RecordedRule rule(String name, Set<String> inputs, Comparison... comparisons) {
        return new RecordedRule(
                name,
                "slo",
                "slo.yml",
                "a query",
                TICK,
                "",
                inputs,
                Set.of("job", "instance", "status"),
                List.of(comparisons),
                SOURCE);
    }

    private static Fixture recorded(double window, Comparison... comparisons) {
        return recorded(List.of(s(window)), rule(NAME, Set.of("requests_total"), comparisons));
    }

    private static Fixture recorded(List<Duration> windows, RecordedRule rule) {
        Measured measured = new Measured();
        measured.recordings.add(rule);
        windows.forEach(window ->
                measured.windows.add(new RangeWindow(rule.name(), rule.group(), "requests_total", window, List.of())));
        return measured.on(healthy());
    }

    private static Fixture named(String name, Set<String> inputs, double... windows) {
        return recorded(Arrays.stream(windows).mapToObj(Fixture::s).toList(), rule(name, inputs, same(0.1)));
    }

    @Test
    void values_that_the_definition_gives_too_are_kept() {
        assertThat(text(TRUE, recorded(6, same(0.25), same(Double.NaN), same(0))))
                .isEqualTo(
                        "kept: " + EXPECTED + "1 rule did: 3 of 3 values are the same, the others as close as a scrape"
                                + " under way explains []");
    }

    @Test
    void other_value_is_broken_with_both() {
        assertThat(text(TRUE, recorded(6, same(0.25), compared(0.5, 0.25, 0.24, 0.25, 0.25, 0.25, 0.26))))
                .isEqualTo(
                        "broken: " + EXPECTED
                                + "job:errors:ratio_rate5m{job=\"gateway\"} was 0.5 at t+5.0s, where its definition gives 0.25 []");
    }

    @Test
    void other_value_where_scrapes_failed_is_inconclusive_but_not_another_name() {
        Fixture busy = recorded(6, same(0.25), compared(0.5, 0.25, 0.24, 0.25, 0.25, 0.25, 0.26));
        busy.targets.add(new TargetHealth("inference", "inference:8080", 120, 11, s(0.3), SOURCE));
        assertThat(text(TRUE, busy))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "job:errors:ratio_rate5m{job=\"gateway\"} was 0.5 at t+5.0s, where its definition gives 0.25, but"
                        + " target inference (inference:8080) failed 11 of 120 scrapes, so that what it was evaluated from is"
                        + " not known []");

        Fixture misnamed = named("instance:errors:ratio", Set.of());
        misnamed.targets.addAll(busy.targets);
        assertThat(verdict(TRUE, misnamed)).isInstanceOf(Broken.class);
    }

    @Test
    void value_without_the_last_scrape_is_kept_and_counted_apart() {
        assertThat(text(TRUE, recorded(6, same(0.3), compared(0.2, 0.3, 0.1, 0.15, 0.2, 0.3, 0.4))))
                .contains("kept: ", "1 of 2 values are the same");
        assertThat(verdict(TRUE, recorded(6, compared(0.45, 0.3, 0.1, 0.15, 0.2, 0.3, 0.4))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(TRUE, recorded(6, compared(0.451, 0.3, 0.1, 0.15, 0.2, 0.3, 0.4))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(TRUE, recorded(6, compared(Double.NaN, 0.3, Double.NaN, 0.2, 0.2, 0.3, 0.4))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(TRUE, recorded(6, compared(Double.NaN, 0.3, 0.2, 0.2, 0.2, 0.3, 0.4))))
                .isInstanceOf(Broken.class);
    }

    /** The P99 of few requests: a slow one has left the window on one side, the next ones came with the last scrape. */
    @Test
    void value_that_jumps_without_the_last_scrape_is_kept_though_nothing_around_is_like_it() {
        List<Double> around = List.of(0.0485, 0.04725, 0.04475, 0.0691, 0.0722);

        assertThat(verdict(TRUE, recorded(6, jumped(0.0245, around, 0.0246)))).isInstanceOf(Kept.class);
        assertThat(verdict(TRUE, recorded(6, jumped(0.0245, around, 0.0300)))).isInstanceOf(Broken.class);
    }

    private static Comparison jumped(double recorded, List<Double> around, double late) {
        return new Comparison(GATEWAY, s(5), Optional.of(recorded), Optional.of(0.0691), around, Optional.of(late));
    }

    @Test
    void nothing_recorded_where_the_definition_gives_something_throughout_is_broken() {
        Comparison missing =
                new Comparison(GATEWAY, s(5), Optional.empty(), Optional.of(0.3), List.of(0.3, 0.3, 0.3, 0.3, 0.3));
        assertThat(text(TRUE, recorded(6, same(0.3), missing)))
                .contains("broken: ", "was not recorded at t+5.0s, where its definition gives 0.3");
        Comparison begins = new Comparison(GATEWAY, s(5), Optional.empty(), Optional.of(0.3), List.of(0.3, 0.3));
        assertThat(verdict(TRUE, recorded(6, same(0.3), begins))).isInstanceOf(Kept.class);
        Comparison only = new Comparison(GATEWAY, s(5), Optional.of(0.3), Optional.empty(), List.of());
        assertThat(text(TRUE, recorded(6, only))).contains("broken: ", "was 0.3 at", "its definition gives nothing");
    }

    @Test
    void window_that_the_name_does_not_say_is_broken() {
        assertThat(text(TRUE, recorded(1.2, same(0.3))))
                .isEqualTo(
                        "broken: " + EXPECTED + "job:errors:ratio_rate5m looks back 1.2s, where its name says 6s []");
        assertThat(verdict(TRUE, recorded(6.002, same(0.3)))).isInstanceOf(Broken.class);
        assertThat(verdict(TRUE, recorded(6.001, same(0.3)))).isInstanceOf(Kept.class);
    }

    @Test
    void one_of_two_windows_that_was_left_as_it_was_is_broken() {
        assertThat(text(TRUE, named(NAME, Set.of(), 6, 1.2))).contains("broken: ", "looks back 1.2s");
    }

    @Test
    void window_may_come_from_another_recording() {
        assertThat(verdict(TRUE, named(NAME, Set.of("instance:errors:rate5m")))).isInstanceOf(Kept.class);
        assertThat(text(TRUE, named(NAME, Set.of("instance:errors:rate1h"))))
                .contains("broken: ", "looks back 1m12s, where its name says 6s");
    }

    @Test
    void subquery_may_be_meant_by_either_of_its_spans() {
        Fixture nested = recorded(List.of(s(1.2)), rule("job:errors:max_rate5m", Set.of(), same(1)));
        Measured measured = new Measured();
        measured.recordings.addAll(nested.metrics.recordings());
        measured.windows.addAll(nested.metrics.windows());
        measured.windows.add(new RangeWindow("job:errors:max_rate5m", "slo", "", s(6), List.of()));
        assertThat(verdict(TRUE, measured.on(healthy()))).isInstanceOf(Kept.class);
    }

    @Test
    void names_that_claim_no_window_are_not_held_to_one() {
        for (String name : List.of("job:latency:99percentile", "errors_5m", "job:errors:sum", "job:slo:p5")) {
            assertThat(verdict(TRUE, named(name, Set.of(), 1.2))).as(name).isInstanceOf(Kept.class);
        }
        assertThat(RecordingName.window("job:x:avg_over_time_1h30m")).contains(Duration.ofMinutes(90));
        assertThat(RecordingName.window("job:x:rate5m")).contains(Duration.ofMinutes(5));
    }

    @Test
    void label_that_the_name_says_and_no_series_has_is_broken() {
        assertThat(text(TRUE, named("instance:errors:ratio", Set.of())))
                .contains("broken: ", "has series without the label instance, which its name says");
        assertThat(text(TRUE, named("job_status:errors:ratio", Set.of()))).contains("broken: ", "label status");
        assertThat(verdict(TRUE, named("cluster:errors:ratio", Set.of()))).isInstanceOf(Kept.class);
    }

    @Test
    void rule_that_cannot_be_evaluated_is_broken() {
        RecordedRule ill = new RecordedRule(
                NAME, "slo", "f", "q", TICK, "many-to-many matching", Set.of(), Set.of(), List.of(), SOURCE);
        assertThat(text(TRUE, recorded(List.of(), ill)))
                .contains("broken: ", "job:errors:ratio_rate5m cannot be evaluated: many-to-many matching");
    }

    @Test
    void rule_that_gives_nothing_is_inconclusive() {
        assertThat(text(TRUE, recorded(6)))
                .isEqualTo("inconclusive: " + EXPECTED + "job:errors:ratio_rate5m gave nothing to compare [hold it in a"
                        + " drill in which all of them give something]");
        assertThat(text(TRUE, new Measured().on(healthy())))
                .contains("inconclusive: ", "no recording rules were loaded");
        assertThat(text(TRUE, healthy())).contains("inconclusive: ", "did not read the state of the metrics");
        assertThat(verdict(TRUE, recorded(6, same(1)).gap(Witness.PROMETHEUS))).isInstanceOf(Inconclusive.class);
    }
}
