package io.firedrill.stacks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {
    private static final Headers NONE = Headers.of();
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private final Retries retries = new Retries(2, Duration.ofMillis(500), NOON, () -> 0);

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 599})
    void status_is_worth_another_try(int status) {
        assertThat(Retries.worthIt(status, NONE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 407, 410, 422, 428, 430, 499})
    void status_is_final(int status) {
        assertThat(Retries.worthIt(status, NONE)).isFalse();
    }

    @Test
    void should_retry_header_wins_over_the_status() {
        assertThat(Retries.worthIt(400, Headers.of("x-should-retry", "true"))).isTrue();
        assertThat(Retries.worthIt(503, Headers.of("x-should-retry", "false"))).isFalse();
        assertThat(Retries.worthIt(503, Headers.of("x-should-retry", "maybe"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "5, 8000", "6, 8000", "60, 8000"})
    void backoff_doubles_up_to_eight_seconds(int retry, long millis) {
        assertThat(retries.wait(retry, NONE)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void jitter_takes_away_up_to_a_quarter() {
        Retries jittery = new Retries(2, Duration.ofMillis(500), NOON, () -> 1);

        assertThat(jittery.backoff(1)).isEqualTo(Duration.ofMillis(375));
    }

    @Test
    void milliseconds_told_win_over_seconds_told() {
        Headers both = Headers.of("Retry-After-Ms", "12.5", "Retry-After", "3");

        assertThat(retries.wait(1, both)).isEqualTo(Duration.ofNanos(12_500_000));
        assertThat(retries.wait(1, Headers.of("Retry-After", "3"))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void date_told_is_waited_for() {
        Headers later = Headers.of("Retry-After", "Tue, 24 Nov 2026 12:00:05 GMT");
        Headers earlier = Headers.of("Retry-After", "Tue, 24 Nov 2026 11:00:00 GMT");

        assertThat(retries.wait(1, later)).isEqualTo(Duration.ofSeconds(5));
        assertThat(retries.wait(1, earlier)).isZero();
    }

    @Test
    void wait_told_is_bounded_by_eight_seconds() {
        assertThat(retries.wait(1, Headers.of("Retry-After", "3600"))).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void nonsense_told_is_ignored() {
        assertThat(retries.wait(1, Headers.of("Retry-After", "soon"))).isEqualTo(Duration.ofMillis(500));
        assertThat(retries.wait(1, Headers.of("Retry-After-Ms", "x", "Retry-After", "2")))
                .isEqualTo(Duration.ofSeconds(2));
    }
}
