package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceMatcherTest {
    @Test
    void each_operator_is_read() {
        assertThat(SilenceMatcher.parse("a=\"b\"")).isEqualTo(new SilenceMatcher("a", "b", false, true));
        assertThat(SilenceMatcher.parse("a!=\"b\"")).isEqualTo(new SilenceMatcher("a", "b", false, false));
        assertThat(SilenceMatcher.parse("a=~\"b|c\"")).isEqualTo(new SilenceMatcher("a", "b|c", true, true));
        assertThat(SilenceMatcher.parse(" a !~ \"b\" ")).isEqualTo(new SilenceMatcher("a", "b", true, false));
    }

    @Test
    void value_may_do_without_quotes() {
        assertThat(SilenceMatcher.parse("a=b-1")).isEqualTo(new SilenceMatcher("a", "b-1", false, true));
    }

    @Test
    void escapes_survive_reading_and_writing() {
        String written = "path=\"C:\\\\x \\\"y\\\" \\n=~z\"";

        SilenceMatcher matcher = SilenceMatcher.parse(written);

        assertThat(matcher.value()).isEqualTo("C:\\x \"y\" \n=~z");
        assertThat(matcher).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "=\"b\"", "a==b\"", "a=\"b", "a=\"b\", c=\"d\"", "{a=\"b\"}"})
    void what_is_no_matcher_is_refused(String text) {
        assertThatThrownBy(() -> SilenceMatcher.parse(text))
                .hasMessage("silence matcher must look like severity=\"page\", but was " + text);
    }
}
