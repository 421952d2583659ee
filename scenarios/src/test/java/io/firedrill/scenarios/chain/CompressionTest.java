package io.firedrill.scenarios.chain;

import static io.firedrill.scenarios.promql.Promql.binary;
import static io.firedrill.scenarios.promql.Promql.by;
import static io.firedrill.scenarios.promql.Promql.call;
import static io.firedrill.scenarios.promql.Promql.equal;
import static io.firedrill.scenarios.promql.Promql.labels;
import static io.firedrill.scenarios.promql.Promql.select;
import static io.firedrill.scenarios.promql.Promql.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import io.firedrill.stacks.promql.Matcher.Operator;
import io.firedrill.stacks.promql.PromqlText;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sixty times as fast, an expression says the same of the same samples. */
class CompressionTest {
    private static final Compression COMPRESSION = new Compression("c1_", 60, Duration.ofMillis(250));

    static Stream<Arguments> compressed() {
        Expr hits = window(select("hits_total", equal("job", "a")), 5);
        Expr anything = new Expr.Select(List.of(new Matcher(Matcher.NAME, Operator.LIKE, "a|b")), Duration.ofDays(7));
        return Stream.of(
                Arguments.of(binary(select("up"), "==", 0), "c1_up == 0"),
                Arguments.of(binary(call("rate", hits), ">", 1), "(rate(c1_hits_total{job=\"a\"}[5s]) / 60) > 1"),
                Arguments.of(call("increase", hits), "increase(c1_hits_total{job=\"a\"}[5s])"),
                Arguments.of(
                        call("predict_linear", hits, new Expr.Num(3600)),
                        "predict_linear(c1_hits_total{job=\"a\"}[5s], 3600 / 60)"),
                Arguments.of(binary(call("time"), "-", select("born")), "scalar(firedrill_clock_c1_) - c1_born"),
                Arguments.of(
                        binary(call("time"), "-", call("timestamp", select("up"))),
                        "scalar(firedrill_clock_c1_) - ((c1_up * 0) + scalar(firedrill_clock_c1_))"),
                Arguments.of(call("hour"), "hour(firedrill_clock_c1_)"),
                Arguments.of(anything, "{__name__=~\"c1_(?:a|b)\"} offset 2h48m"),
                Arguments.of(
                        new Expr.Select(List.of(equal("job", "a")), Duration.ZERO), "{job=\"a\", __name__=~\"c1_.+\"}"),
                Arguments.of(
                        new Expr.Subquery(select("up"), Duration.ofHours(1), Duration.ZERO, Duration.ZERO),
                        "c1_up[1m:250ms]"),
                Arguments.of(
                        new Expr.Subquery(select("up"), Duration.ofHours(1), Duration.ofMinutes(5), Duration.ZERO),
                        "c1_up[1m:5s]"));
    }

    @ParameterizedTest
    @MethodSource("compressed")
    void expression_is_written_for_faster_time_and_names_of_its_own(Expr written, String text) {
        assertThat(PromqlText.of(COMPRESSION.of(written))).isEqualTo(text);
    }

    @Test
    void gate_takes_nothing_from_what_passes() {
        assertThat(PromqlText.of(COMPRESSION.gated(COMPRESSION.of(binary(select("up"), "==", 0)))))
                .isEqualTo("(c1_up == 0) and on () firedrill_open_c1_");
    }

    @Test
    void expression_that_asks_for_names_of_metrics_is_refused() {
        assertThatThrownBy(() -> COMPRESSION.of(by("count", select("up"), Matcher.NAME)))
                .isInstanceOf(UnsupportedPromqlException.class);
        assertThatThrownBy(() -> COMPRESSION.of(call(
                        "label_replace",
                        select("up"),
                        new Expr.Text("name"),
                        new Expr.Text("$1"),
                        new Expr.Text(Matcher.NAME),
                        new Expr.Text("(.*)"))))
                .isInstanceOf(UnsupportedPromqlException.class);
    }

    @Test
    void name_that_the_text_format_does_not_know_is_refused_before_it_ruins_a_scrape() {
        assertThatThrownBy(() -> COMPRESSION.of(select("http.requests")))
                .isInstanceOf(UnsupportedPromqlException.class);
        assertThatThrownBy(() -> Compression.require(labels("up", "k8s.pod", "a")))
                .isInstanceOf(UnsupportedPromqlException.class);
        Compression.require(labels("job:up:count", "pod", "k8s.pod"));
    }

    @Test
    void window_never_becomes_nothing() {
        assertThat(COMPRESSION.compressed(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
        assertThat(COMPRESSION.compressed(Duration.ZERO)).isEqualTo(Duration.ZERO);
    }
}
