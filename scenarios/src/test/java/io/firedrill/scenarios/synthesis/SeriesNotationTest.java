package io.firedrill.scenarios.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.promql.UnsupportedPromqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesNotationTest {
    @ParameterizedTest
    @CsvSource({
        "1 2 3, '[1.0, 2.0, 3.0]'",
        "1+2x3, '[1.0, 3.0, 5.0, 7.0]'",
        "10-5x2, '[10.0, 5.0, 0.0]'",
        "-2+1x1, '[-2.0, -1.0]'",
        "4x2, '[4.0, 4.0, 4.0]'",
        "1e3, '[1000.0]'",
        "0.5+0.25x1, '[0.5, 0.75]'",
        "_ 1, '[NaN, 1.0]'",
        "_x2 1, '[NaN, NaN, 1.0]'",
        "1 stale, '[1.0, NaN]'",
        "Inf -Inf, '[Infinity, -Infinity]'"
    })
    void values_are_as_promtool_expands_them(String text, String values) {
        assertThat(SeriesNotation.values(text)).hasToString(values);
    }

    @Test
    void native_histogram_is_not_known() {
        assertThatThrownBy(() -> SeriesNotation.values("{{schema:1}}"))
                .isInstanceOf(UnsupportedPromqlException.class)
                .hasMessageContaining("{{schema:1}}");
    }
}
