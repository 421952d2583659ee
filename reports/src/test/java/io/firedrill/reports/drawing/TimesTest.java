package io.firedrill.reports.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "1, 1 ms",
        "640, 640 ms",
        "999, 999 ms",
        "1000, 1 s",
        "3420, 3.42 s",
        "9994, 9.99 s",
        "9996, 10 s",
        "34120, 34.1 s",
        "59940, 59.9 s",
        "59960, 1 min",
        "134000, 2 min 14 s",
        "3600000, 1 h",
        "3900000, 1 h 5 min",
        "-640, −640 ms"
    })
    void span_has_three_digits_or_so(long millis, String text) {
        assertThat(Times.span(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void offset_shows_its_sign() {
        assertThat(Times.offset(Duration.ofMillis(1_500))).isEqualTo("t+1.5 s");
        assertThat(Times.offset(Duration.ofMillis(-1_500))).isEqualTo("t−1.5 s");
    }

    @Test
    void instant_is_told_in_utc() {
        assertThat(Times.utc(Instant.parse("2026-11-24T10:15:32.120Z"))).isEqualTo("24 Nov 2026, 10:15:32 UTC");
    }

    @Test
    void axis_keeps_what_lies_outside_at_its_edges() {
        TimeAxis axis = new TimeAxis(Duration.ofSeconds(10), 100, 200);

        assertThat(axis.x(Duration.ofSeconds(-1))).isEqualTo(100);
        assertThat(axis.x(Duration.ofSeconds(5))).isEqualTo(150);
        assertThat(axis.x(Duration.ofSeconds(11))).isEqualTo(200);
        assertThat(axis.ticks()).hasSize(11).last().isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void axis_of_no_time_at_all_still_draws() {
        assertThat(new TimeAxis(Duration.ZERO, 0, 100).ticks()).isNotEmpty();
    }
}
