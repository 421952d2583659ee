package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final Instant SENT = Instant.parse("2026-11-24T04:00:10.300Z");
    private static final Instant RECEIVED = SENT.plusMillis(50);

    @Test
    void clock_that_tells_milliseconds_agrees_to_half_a_second() {
        assertThat(Clocks.difference(SENT.minusMillis(500), SENT, RECEIVED)).isEmpty();
        assertThat(Clocks.difference(SENT.minusMillis(501), SENT, RECEIVED)).contains("501 ms behind");
        assertThat(Clocks.difference(RECEIVED.plusMillis(501), SENT, RECEIVED)).contains("501 ms ahead");
    }

    @Test
    void clock_that_tells_seconds_differs_by_what_it_must_at_least() {
        assertThat(Clocks.differenceOfSeconds(Instant.parse("2026-11-24T04:00:10Z"), SENT, RECEIVED))
                .isEmpty();
        assertThat(Clocks.differenceOfSeconds(Instant.parse("2026-11-24T04:00:09Z"), SENT, RECEIVED))
                .as("it may be 300 ms behind")
                .isEmpty();
        assertThat(Clocks.differenceOfSeconds(Instant.parse("2026-11-24T04:00:08Z"), SENT, RECEIVED))
                .contains("1300 ms behind");
        assertThat(Clocks.differenceOfSeconds(Instant.parse("2026-11-24T04:00:11Z"), SENT, RECEIVED))
                .contains("650 ms ahead");
    }
}
