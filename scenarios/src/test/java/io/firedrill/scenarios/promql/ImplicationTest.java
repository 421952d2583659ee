package io.firedrill.scenarios.promql;

import static io.firedrill.scenarios.promql.Promql.binary;
import static io.firedrill.scenarios.promql.Promql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.stacks.promql.Expr;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImplicationTest {
    @ParameterizedTest
    @CsvSource({
        ">, 2, >, 1, true",
        ">, 1, >, 1, true",
        ">, 1, >, 2, false",
        ">, 1, >=, 1, true",
        ">=, 1, >, 1, false",
        ">=, 2, >, 1, true",
        "==, 2, >, 1, true",
        "==, 1, >, 1, false",
        "==, 1, >=, 1, true",
        "<, 1, <, 2, true",
        "<, 2, <, 1, false",
        "<=, 1, <, 1, false",
        "<=, 1, <=, 1, true",
        "==, 0, <, 1, true",
        ">, 1, <, 2, false",
        "<, 1, >, 2, false",
        ">, 1, ==, 2, false",
        "==, 1, ==, 2, false"
    })
    void threshold_implies_what_is_below_it(String one, double from, String other, double to, boolean implied) {
        assertThat(Implication.of(binary(select("x"), one, from), binary(select("x"), other, to)))
                .isEqualTo(implied);
    }

    static Stream<Arguments> composed() {
        Expr high = binary(select("x"), ">", 2);
        Expr low = binary(select("x"), ">", 1);
        Expr other = binary(select("y"), ">", 2);
        return Stream.of(
                Arguments.of(high, high, true),
                Arguments.of(high, other, false),
                Arguments.of(binary(high, "and", other), low, true),
                Arguments.of(binary(other, "and", high), low, false),
                Arguments.of(binary(high, "unless", other), low, true),
                Arguments.of(high, binary(other, "or", low), true),
                Arguments.of(high, binary(low, "and", other), false),
                Arguments.of(binary(high, "or", other), low, false),
                Arguments.of(new Expr.Binary(">", select("x"), new Expr.Num(2), true, Expr.Matching.ALL), low, false));
    }

    @ParameterizedTest
    @MethodSource("composed")
    void condition_implies_another_only_where_its_form_shows_it(Expr sure, Expr implied, boolean expected) {
        assertThat(Implication.of(sure, implied)).isEqualTo(expected);
    }
}
