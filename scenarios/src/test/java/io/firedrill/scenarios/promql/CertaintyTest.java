package io.firedrill.scenarios.promql;

import static io.firedrill.scenarios.promql.Promql.binary;
import static io.firedrill.scenarios.promql.Promql.by;
import static io.firedrill.scenarios.promql.Promql.call;
import static io.firedrill.scenarios.promql.Promql.equal;
import static io.firedrill.scenarios.promql.Promql.on;
import static io.firedrill.scenarios.promql.Promql.select;
import static io.firedrill.scenarios.promql.Promql.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong proof is a wrong verdict: what may be so is never said to be certain. */
class CertaintyTest {
    private static final Expr RATE = call("rate", window(select("hits_total"), 5));

    static Stream<Expr> possible() {
        Expr used = select("conns", equal("state", "used"));
        Expr free = select("conns", equal("state", "free"));
        Expr quota = select("quota", equal("limit", "max"));
        return Stream.of(
                binary(by("count", select("x")), "==", 1),
                binary(by("sum", select("x")), "<", 0),
                binary(by("sum", binary(select("x"), ">=", 0)), "==", 0),
                binary(RATE, "<=", 0),
                binary(select("x_total"), "<", 0),
                binary(select("up"), "==", 0),
                binary(select("up"), "!=", 1),
                on(used, "/", free, "job"),
                on(used, "/", free),
                binary(by("sum", used, "job"), "/", by("sum", free, "job")),
                binary(used, "or", free),
                binary(used, "unless", free),
                binary(select("used"), "and", quota),
                binary(by("sum", select("x"), "job"), "/", by("sum", select("y", equal("job", "a")), "job")),
                binary(
                        call(
                                "label_replace",
                                used,
                                new Expr.Text("state"),
                                new Expr.Text("free"),
                                new Expr.Text("a"),
                                new Expr.Text(".*")),
                        "/",
                        free),
                binary(call("absent", select("x")), "and", select("y")),
                binary(binary(binary(select("a"), "-", select("b")), "*", select("c")), "<", 0),
                select("x", new Matcher("kind", Matcher.Operator.UNLIKE, ".+")),
                call("vector", new Expr.Num(1)));
    }

    @ParameterizedTest
    @MethodSource("possible")
    void what_may_be_met_is_not_said_to_be_impossible(Expr expr) {
        assertThat(Certainty.never(expr, Recordings.NONE)).isEmpty();
    }

    static Stream<Expr> impossible() {
        return Stream.of(
                binary(by("count", select("x")), "<", 1),
                binary(RATE, "<", 0),
                binary(by("max", binary(RATE, "*", 100)), "<", 0),
                binary(by("sum", binary(select("x"), "==", 0)), ">", 0),
                binary(binary(select("x"), ">", 5), "<", 3),
                binary(select("up"), "<", 0),
                binary(call("hour"), ">", 23),
                on(select("a", equal("job", "x")), "and", select("b", equal("job", "y")), "job"),
                binary(by("sum", select("x"), "job"), "/", select("y", equal("zone", "a"))),
                binary(select("up", equal("job", "a")), "and", select("up", equal("job", "b"))),
                by("sum", select("x", equal("a", "1"), equal("a", "2"))));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void what_can_never_be_met_is_proven(Expr expr) {
        assertThat(Certainty.never(expr, Recordings.NONE)).isPresent();
    }

    @Test
    void proof_reaches_through_what_is_recorded() {
        Recordings.Recording rule = new Recordings.Recording("job:hits:rate5m", RATE, Map.of());
        Recordings recordings = new Recordings(Map.of(rule.name(), List.of(rule)));

        assertThat(Certainty.never(binary(select("job:hits:rate5m"), "<", 0), recordings))
                .contains("job:hits:rate5m is never < 0");
        assertThat(Certainty.never(binary(select("job:hits:rate5m"), ">", 0), recordings))
                .isEmpty();
    }

    @Test
    void rate_that_is_never_negative_always_fires_when_it_need_not_be_positive() {
        assertThat(Certainty.always(binary(by("sum", RATE), ">=", 0), Recordings.NONE))
                .isPresent();
        assertThat(Certainty.always(binary(RATE, ">", 0), Recordings.NONE)).isEmpty();
    }

    static Stream<Expr> perhaps() {
        Expr few = binary(select("ready"), "<", 1);
        return Stream.of(
                binary(by("count", few, "cluster"), ">", 0),
                binary(by("count", select("ALERTS", equal("alertname", "X"))), ">=", 1),
                binary(binary(binary(RATE, ">", 10), "and", RATE), ">", 0),
                binary(by("sum", binary(RATE, ">", 10)), ">=", 0),
                binary(call("absent", select("x")), ">", 0),
                binary(select("up"), ">=", 0));
    }

    @ParameterizedTest
    @MethodSource("perhaps")
    void what_is_filtered_or_counted_may_be_missing_and_so_may_the_alert(Expr expr) {
        assertThat(Certainty.always(expr, Recordings.NONE)).isEqualTo(Optional.empty());
    }
}
