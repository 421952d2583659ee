package io.firedrill.scenarios.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSampleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5..",
                "ext[234]|xfs|btrfs",
                ".+",
                "(prod|live)-[a-z]{2,4}-\\d+",
                "^kube-(?:system|public)$",
                "[^:]+:\\d+",
                "(?P<host>[a-zA-Z0-9]+)(\\.example\\.com)?",
                "v[0-9]*.[0-9]*.*",
                "a\\|b",
                "(.*)-(.*)",
            })
    void first_sample_matches(String regex) {
        assertThat(RegexSample.of(regex))
                .isNotEmpty()
                .first()
                .satisfies(sample -> assertThat(sample).matches(Pattern.compile(regex.replace("(?P<", "(?<"))));
    }

    @Test
    void what_repeats_freely_is_a_word() {
        assertThat(RegexSample.of(".+")).first().isEqualTo("drill");
        assertThat(RegexSample.of("[^:]+:.+")).first().isEqualTo("drill:drill");
    }

    @Test
    void alternatives_come_by_turns() {
        assertThat(RegexSample.of("a|b|c")).contains("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(unclosed", "[unclosed", "a\\"})
    void syntax_that_is_not_known_gives_no_sample(String regex) {
        assertThat(RegexSample.of(regex))
                .allSatisfy(sample -> assertThat(sample).isNotNull());
    }
}
