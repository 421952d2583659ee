package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void offsets_have_a_sign_and_at_most_milliseconds() {
        assertThat(Words.at(s(30))).isEqualTo("t+30.0s");
        assertThat(Words.at(s(-0.25))).isEqualTo("t-0.25s");
        assertThat(Words.at(Duration.ofNanos(1_234_567_890))).isEqualTo("t+1.235s");
        assertThat(Words.at(Duration.ZERO)).isEqualTo("t+0.0s");
    }

    @Test
    void lengths_use_the_units_people_use() {
        assertThat(Words.length(s(0.415))).isEqualTo("415ms");
        assertThat(Words.length(s(0))).isEqualTo("0ms");
        assertThat(Words.length(s(2.4))).isEqualTo("2.4s");
        assertThat(Words.length(s(60))).isEqualTo("1m");
        assertThat(Words.length(s(90.5))).isEqualTo("1m30.5s");
        assertThat(Words.length(s(10800))).isEqualTo("3h");
        assertThat(Words.length(s(-2))).isEqualTo("-2s");
    }

    @Test
    void shares_are_never_rounded_up() {
        assertThat(Words.percent(0.9999)).isEqualTo("99.9 %");
        assertThat(Words.percent(1)).isEqualTo("100 %");
        assertThat(Words.percent(0.895)).isEqualTo("89.5 %");
    }

    @Test
    void ids_have_no_blanks() {
        assertThat(Promises.silenceEnds("night shift", AlertSelector.of("X"), s(1))
                        .id())
                .isEqualTo("S03-night-shift");
        assertThat(Promises.isDelivered(AlertSelector.of("X").with("path", "/a b"))
                        .id())
                .isEqualTo("N01-X-a-b");
    }

    @Test
    void lists_read_like_sentences() {
        assertThat(Words.list(List.of())).isEqualTo("none");
        assertThat(Words.list(List.of("a"))).isEqualTo("a");
        assertThat(Words.list(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Words.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
        assertThat(Words.few(List.of("a", "b", "c", "d"))).isEqualTo("a, b, c and d");
        assertThat(Words.few(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
    }

    @Test
    void nearest_name_is_found_only_if_it_is_near() {
        assertThat(Nearest.to("TargetDwon", List.of("TargetDown", "Watchdog"))).contains("TargetDown");
        assertThat(Nearest.to("Latency", List.of("Watchdog"))).isEmpty();
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void matchers_are_read_as_alertmanager_writes_them() {
        Map<String, String> labels = Map.of("severity", "page", "job", "inference");
        assertThat(LabelMatcher.all(List.of("severity=\"page\"", "job=~\"inf.*|x\""), labels))
                .isTrue();
        assertThat(LabelMatcher.all(List.of("severity=page"), labels)).isTrue();
        assertThat(LabelMatcher.all(List.of("job=~\"inf\""), labels)).isFalse();
        assertThat(LabelMatcher.all(List.of("job!~\"inf\""), labels)).isTrue();
        assertThat(LabelMatcher.all(List.of("job!=\"inference\""), labels)).isFalse();
        assertThat(LabelMatcher.all(List.of("zone=\"\""), labels)).isTrue();
        assertThat(LabelMatcher.all(List.of("zone!=\"\""), labels)).isFalse();
        assertThat(LabelMatcher.all(List.of("nonsense"), labels)).isFalse();
        assertThat(LabelMatcher.all(List.of("job=~\"(\""), labels)).isFalse();
    }

    @Test
    void selectors_and_paths_refuse_nonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertSelector.of(" "))
                .withMessage("alert name must not be blank, but was \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(TracePath::through)
                .withMessage("trace path must name at least one service, but was empty");
        assertThatIllegalArgumentException()
                .isThrownBy(Promises::servicesAreNamed)
                .withMessage("expected services must be named, but there were none");
    }
}
