package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientTimeTest {
    private static final Promise AGREE = TraceStructurePromises.spansAgreeWithClients(0.9, Duration.ofMillis(150));
    private static final String EXPECTED =
            "expected to last as long as the client waited, or up to 150ms less, for at least 90 % of the requests, but ";

    /** Requests of so many milliseconds, of which the entry shows so many, from so many after they were sent. */
    private static Fixture entries(int waited, double after, double lasts) {
        Fixture fixture = new Fixture().requests(0, 10, waited, 200);
        for (int i = 0; i < 100; i++) {
            double sent = i * 100.0;
            fixture.trace(i, Fixture.span("g", client(i), "gateway", "server", sent + after, lasts));
        }
        return fixture;
    }

    @Test
    void span_within_the_wait_is_kept_up_to_the_limit() {
        assertThat(text(AGREE, entries(200, 5, 190))).isEqualTo("kept: " + EXPECTED + "100 of 100 did (100 %) []");
        assertThat(verdict(AGREE, entries(200, 150, 50))).isInstanceOf(Kept.class);
        assertThat(verdict(AGREE, entries(200, 0, 205))).isInstanceOf(Kept.class);
    }

    @Test
    void waiting_before_the_entry_is_broken_and_says_where_to_look() {
        assertThat(text(AGREE, entries(200, 151, 49)))
                .isEqualTo(
                        "broken: " + EXPECTED + "0 of 100 did (0 %): more than 150ms that the span does not show in 100"
                                + " of 100 [what waits before the entry, such as a proxy or a full accept queue, is in no span]");
    }

    @Test
    void span_that_outlasts_the_wait_is_broken() {
        assertThat(text(AGREE, entries(200, 0, 206))).contains("broken: ", "a span longer than the client waited");
    }

    @Test
    void clock_that_is_off_is_told_beyond_what_may_be_unseen() {
        assertThat(verdict(AGREE, entries(20, -150, 20))).isInstanceOf(Kept.class);
        assertThat(text(AGREE, entries(20, -151, 20))).contains("broken: ", "a clock that is off");
        assertThat(text(AGREE, entries(20, 151, 20))).contains("broken: ", "a clock that is off");
    }

    @Test
    void one_slow_request_in_ten_is_chance() {
        Fixture fixture = entries(20, 0, 20);
        for (int i = 0; i < 11; i++) {
            fixture.request(Duration.ofSeconds(20 + i), 500, Optional.of(200));
            fixture.trace(100 + i, Fixture.span("g", client(100 + i), "gateway", "server", 20000.0 + 1000 * i, 20));
        }
        assertThat(text(AGREE, fixture)).contains("kept: ", "100 of 111 did (90 %)");
    }

    @Test
    void traces_without_an_entry_are_inconclusive() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(i, Fixture.span("i", "lost", "inference", "server", 0, 10));
        }
        assertThat(verdict(AGREE, fixture)).isInstanceOf(Inconclusive.class);
    }
}
