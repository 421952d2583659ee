package io.firedrill.stacks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimit limit = new RateLimit(10, nanos::get);

    @Test
    void full_bucket_grants_one_seconds_worth_and_no_more() {
        for (int i = 9; i >= 0; i--) {
            RateLimit.Grant grant = limit.take(1);
            assertThat(grant.granted()).isTrue();
            assertThat(grant.remaining()).isEqualTo(i);
        }

        RateLimit.Grant grant = limit.take(1);

        assertThat(grant.granted()).isFalse();
        assertThat(grant.retryIn()).isEqualTo(Duration.ofMillis(100));
        assertThat(grant.reset()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void empty_bucket_grants_again_exactly_when_it_said() {
        limit.take(10);

        nanos.addAndGet(99_000_000);
        assertThat(limit.take(1).granted()).isFalse();
        nanos.addAndGet(1_000_000);
        assertThat(limit.take(1).granted()).isTrue();
    }

    @Test
    void more_than_a_bucket_holds_is_never_granted() {
        assertThat(limit.take(11).granted()).isFalse();
        assertThat(limit.take(10).granted()).isTrue();
    }

    @Test
    void headers_are_those_of_openai() {
        limit.take(4);
        nanos.addAndGet(0);

        assertThat(limit.take(1).headers("requests"))
                .containsEntry("x-ratelimit-limit-requests", "10")
                .containsEntry("x-ratelimit-remaining-requests", "5")
                .containsEntry("x-ratelimit-reset-requests", "500ms");
    }

    @Test
    void retry_is_told_in_milliseconds_and_in_whole_seconds_rounded_up() {
        limit.take(10);

        assertThat(limit.take(1).retryHeaders())
                .containsEntry("Retry-After-Ms", "100")
                .containsEntry("Retry-After", "1");
    }
}
