package io.firedrill.scenarios.promql;

import static io.firedrill.scenarios.promql.Promql.MINUTE;
import static io.firedrill.scenarios.promql.Promql.binary;
import static io.firedrill.scenarios.promql.Promql.by;
import static io.firedrill.scenarios.promql.Promql.call;
import static io.firedrill.scenarios.promql.Promql.in;
import static io.firedrill.scenarios.promql.Promql.labels;
import static io.firedrill.scenarios.promql.Promql.on;
import static io.firedrill.scenarios.promql.Promql.select;
import static io.firedrill.scenarios.promql.Promql.series;
import static io.firedrill.scenarios.promql.Promql.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    private static final long NOW = 100 * MINUTE;

    /** Rises by 2 in a second. */
    private static final World.Series COUNTER = series(labels("hits", "job", "a"), at -> at / 500.0);

    private static final World.Series LEVEL = series(labels("depth", "job", "a"), at -> 10);

    @Test
    void condition_that_holds_has_a_positive_margin_and_the_further_the_larger() {
        Evaluation world = in(LEVEL);

        double near = world.margin(binary(select("depth"), ">", 9), NOW);
        double far = world.margin(binary(select("depth"), ">", 1), NOW);

        assertThat(near).isPositive().isLessThan(far);
    }

    @Test
    void condition_that_does_not_hold_says_how_far_it_is_from_it() {
        Evaluation world = in(LEVEL);

        double near = world.margin(binary(select("depth"), ">", 11), NOW);
        double far = world.margin(binary(select("depth"), ">", 100), NOW);

        assertThat(near).isNegative().isGreaterThan(far);
        assertThat(world.margin(select("nothing"), NOW)).isEqualTo(-1);
    }

    @Test
    void mending_either_of_two_conditions_is_a_step() {
        Expr both = binary(binary(select("depth"), ">", 100), "and", binary(select("depth"), "<", 1));

        assertThat(in(LEVEL).margin(both, NOW))
                .isLessThan(in(series(LEVEL.labels(), at -> 50)).margin(both, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "rate, 2",
        "increase, 600",
        "irate, 2",
        "delta, 600",
        "deriv, 2",
        "changes, 4",
        "resets, 0",
        "count_over_time, 5",
        "max_over_time, 12000",
        "min_over_time, 11520",
        "avg_over_time, 11760",
        "last_over_time, 12000",
        "present_over_time, 1"
    })
    void function_of_a_window_is_that_of_prometheus(String function, double value) {
        assertThat(only(in(COUNTER), call(function, window(select("hits"), 5)))).isCloseTo(value, within(1e-6));
    }

    @Test
    void counter_that_falls_has_begun_anew() {
        World.Series restarted =
                series(labels("hits"), at -> at < NOW - MINUTE ? at / 500.0 : (at - NOW + MINUTE) / 500.0);

        assertThat(only(in(restarted), call("resets", window(select("hits"), 5))))
                .isEqualTo(1);
        assertThat(only(in(restarted), call("increase", window(select("hits"), 5))))
                .isPositive();
    }

    @Test
    void histogram_has_its_quantile_within_a_bucket() {
        World.Series[] buckets = {
            series(labels("latency_bucket", "le", "0.1"), at -> 0),
            series(labels("latency_bucket", "le", "0.2"), at -> at / 1000.0),
            series(labels("latency_bucket", "le", "+Inf"), at -> at / 1000.0)
        };

        assertThat(only(
                        in(buckets),
                        call(
                                "histogram_quantile",
                                new Expr.Num(0.5),
                                by("sum", call("rate", window(select("latency_bucket"), 5)), "le"))))
                .isCloseTo(0.15, within(1e-9));
    }

    @Test
    void absence_has_the_labels_that_were_asked_for() {
        Expr absent = call("absent", select("depth", Promql.equal("job", "b")));

        assertThat(in(LEVEL).vector(absent, NOW)).singleElement().satisfies(element -> {
            assertThat(element.isThere()).isTrue();
            assertThat(element.labels().map()).containsExactly(Map.entry("job", "b"));
        });
        assertThat(in(LEVEL).margin(call("absent", select("depth")), NOW)).isNegative();
    }

    @Test
    void series_are_joined_by_their_labels_alone() {
        World.Series other = series(labels("limit", "job", "b"), at -> 5);

        assertThat(in(LEVEL, other).vector(binary(select("depth"), "/", select("limit")), NOW))
                .isEmpty();
        assertThat(only(in(LEVEL, other), on(select("depth"), "/", select("limit"))))
                .isEqualTo(2);
    }

    @Test
    void several_series_for_one_give_nothing() {
        World.Series twin = series(labels("depth", "job", "a", "instance", "2"), at -> 10);

        assertThat(in(LEVEL, twin).margin(on(select("depth"), "/", select("depth"), "job"), NOW))
                .isEqualTo(-1);
    }

    @Test
    void what_is_excluded_is_gone_and_what_is_missing_excludes_nothing() {
        Expr unless = binary(select("depth"), "unless", binary(select("depth"), ">", 20));

        assertThat(in(LEVEL).margin(unless, NOW)).isPositive();
        assertThat(in(series(LEVEL.labels(), at -> 30)).margin(unless, NOW)).isNegative();
    }

    @Test
    void recorded_series_come_from_their_rules_with_their_labels() {
        Recordings.Recording rule = new Recordings.Recording(
                "job:hits:rate5m", call("rate", window(select("hits"), 5)), Map.of("team", "pay"));
        Evaluation evaluation = new Evaluation(
                new World(List.of(COUNTER), MINUTE, new java.util.HashMap<>()),
                new Recordings(Map.of(rule.name(), List.of(rule))));

        assertThat(evaluation.margin(binary(select("job:hits:rate5m", Promql.equal("team", "pay")), ">", 1), NOW))
                .isPositive();
        assertThat(evaluation.margin(select("job:hits:rate5m", Promql.equal("team", "ops")), NOW))
                .isNegative();
        assertThat(only(evaluation, call("max_over_time", window(select("job:hits:rate5m"), 5))))
                .isCloseTo(2, within(1e-9));
    }

    @Test
    void count_of_what_nearly_is_there_shows_the_way() {
        Expr condition = binary(by("count", binary(select("depth"), ">", 20)), ">", 1);

        assertThat(in(LEVEL).margin(condition, NOW)).isNegative().isGreaterThan(-1);
    }

    @Test
    void function_that_is_not_known_is_named() {
        assertThatThrownBy(() -> in(LEVEL).margin(call("histogram_avg", select("depth")), NOW))
                .isInstanceOf(UnsupportedPromqlException.class)
                .hasMessage("the function histogram_avg");
    }

    private static double only(Evaluation evaluation, Expr expr) {
        List<Element> elements = evaluation.vector(expr, NOW);
        assertThat(elements).hasSize(1);
        return elements.get(0).value();
    }
}
