package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
    private static final TimeScale TEN = new TimeScale(10);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "rate(x[5m]) | rate(x[30s])",
                "rate(x[ 5m ]) | rate(x[ 30s ])",
                "rate(x[1h30m]) | rate(x[540s])",
                "rate(x[15s]) | rate(x[1500ms])",
                "max_over_time(rate(x[1m])[5m:1m]) | max_over_time(rate(x[6s])[30s:6s])",
                "max_over_time(x[5m:]) | max_over_time(x[30s:])",
                "x offset 1h | x offset 360s",
                "x OFFSET 1h | x OFFSET 360s",
                "x offset -5m | x offset -30s",
                "rate(x[5m] offset 1w) | rate(x[30s] offset 60480s)",
                "rate(x[300]) | rate(x[30s])",
                "x offset 300 | x offset 30s",
                "rate(x[5m] @ 1609746000) | rate(x[30s] @ 1609746000)",
                "x @ end() offset 1h | x @ end() offset 360s",
                "sum by (offset) (x) | sum by (offset) (x)",
                "rate(job:x:rate5m[5m]) | rate(job:x:rate5m[30s])",
                "x{offset=\"5m\"} offset 10m | x{offset=\"5m\"} offset 60s",
                "rate(x{a=\"[5m]\",b='offset 1h',c=`[1h\\`}[5m]) | rate(x{a=\"[5m]\",b='offset 1h',c=`[1h\\`}[30s])",
                "rate(x{a=\"quote \\\" [5m]\"}[5m]) | rate(x{a=\"quote \\\" [5m]\"}[30s])",
                "rate(x[0.5]) | rate(x[50ms])",
                "y5m + z[5m] | y5m + z[30s]",
            })
    void expression_scaled_divides_only_spans_of_time(String written, String expected) {
        assertThat(TEN.promql(written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "histogram_quantile(0.99, sum by (le) (rate(x[1m])))",
                "max_over_time(x[5m:1m] offset 1h)",
                "a # comment [5m]\n > 3",
                "x[5m",
                "\"unterminated [5m]",
                "",
            })
    void expression_in_real_time_is_unchanged(String written) {
        assertThat(TimeScale.REAL_TIME.promql(written)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x > 0.2",
                "time() - x > 1h",
                "5m * 2",
                "vector(1)",
                "predict_linear(x, 4 * 3600)",
                "x # rate(y[5m]) offset 1h",
                "label_replace(x, \"a\", \"$1\", \"b\", \"(.*)[5m]\")",
                "1e3 > 0x5m",
                "-Inf",
            })
    void expression_without_spans_is_unchanged(String written) {
        assertThat(TEN.promql(written)).isEqualTo(written);
    }

    @Test
    void wait_for_a_delivery_is_not_shortened_below_what_a_delivery_takes() {
        assertThat(TEN.patience(Duration.ofSeconds(15))).isEqualTo(Duration.ofMillis(1500));
        assertThat(TEN.patience(Duration.ofSeconds(5))).isEqualTo(TimeScale.SHORTEST_PATIENCE);
        assertThat(TEN.patience(Duration.ofMillis(300))).isEqualTo(Duration.ofMillis(300));
        assertThat(TimeScale.REAL_TIME.patience(Duration.ofSeconds(15))).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void expression_over_lines_keeps_its_layout() {
        assertThat(TEN.promql("sum(\n  rate(a[1m]) # [1m]\n)\n  offset\n  2m"))
                .isEqualTo("sum(\n  rate(a[6s]) # [1m]\n)\n  offset\n  12s");
    }

    @Test
    void windows_are_listed_as_written_without_steps() {
        assertThat(new Promql("max_over_time(rate(x[1m])[1h:30s]) + y[2m] offset 9d").windows())
                .containsExactly(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(2));
    }

    @Test
    void duration_scaled_never_becomes_zero() {
        assertThat(new TimeScale(10_000).scale(Duration.ofMillis(3))).isEqualTo(Duration.ofMillis(1));
        assertThat(TEN.scale(Duration.ZERO)).isEqualTo(Duration.ZERO);
    }

    @Test
    void interval_is_not_shortened_below_the_shortest() {
        assertThat(new TimeScale(1000).interval(Duration.ofSeconds(5))).isEqualTo(TimeScale.SHORTEST_INTERVAL);
        assertThat(new TimeScale(50).interval(Duration.ofSeconds(5))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void interval_that_is_written_shorter_is_kept() {
        assertThat(TEN.interval(Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void setting_keeps_its_form() {
        assertThat(List.of(TEN.setting("5000"), TEN.setting("5s"), TEN.setting("1m")))
                .containsExactly("500", "500ms", "6s");
        assertThat(TimeScale.REAL_TIME.setting("1m")).isEqualTo("1m");
        assertThatIllegalArgumentException().isThrownBy(() -> TEN.setting("soon"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, -1, 10_001, Double.NaN})
    void factor_out_of_range_is_refused(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeScale(factor))
                .withMessage("time-scale must be between 1 and 10000, but was " + factor);
    }

    @ParameterizedTest
    @CsvSource({"1h30m,PT1H30M", "100ms,PT0.1S", "5m,PT5M", "0,PT0S", "1d,PT24H", "1w2d,PT216H", "1m30s500ms,PT1M30.5S"
    })
    void duration_is_read(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "5", "5 m", "m", "1m1h", "5x", "-5m", "1.5s", "99999999999999999999y", "999999999999y"})
    void duration_that_is_none_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
    }
}
