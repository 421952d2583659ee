package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The slow fixture: 399 answers, 200 of them after 420 ms and the others after 20 ms. */
class QuantileTrueTest {
    private static final double ALL = Double.POSITIVE_INFINITY;
    private static final Promise P99 = MetricPromises.quantileIsTrue("latency", 0.99, ofMillis(100));

    private static Fixture told(double... edgesAndCounts) {
        return new Measured().histogram("latency", edgesAndCounts).on(slow());
    }

    @Test
    void quantile_in_a_bucket_that_could_hold_the_ledgers_is_kept() {
        assertThat(text(P99, told(0.2, 199, 0.4, 199, 0.5, 399, ALL, 399)))
                .isEqualTo("kept: expected to tell the ledger's 420ms, within the histogram's resolution: between 320ms"
                        + " and 420ms, but it tells 498ms, in the bucket from 400ms to 500ms []");
    }

    @Test
    void milliseconds_told_as_seconds_are_broken_with_a_hint() {
        assertThat(text(P99, told(200, 199, 400, 199, 500, 399, ALL, 399)))
                .isEqualTo(
                        "broken: expected to tell the ledger's 420ms, within the histogram's resolution: between 320ms"
                                + " and 420ms, but it tells 8m18.005s, in the bucket from 6m40s to 8m20s [it is about a thousand"
                                + " times too long: milliseconds are told as seconds]");
        assertThat(text(P99, told(0.0002, 199, 0.0004, 199, 0.0005, 399, ALL, 399)))
                .startsWith("broken: ")
                .endsWith("[it is about a thousand times too short: seconds are told as milliseconds]");
    }

    @Test
    void last_bucket_that_ends_below_the_ledgers_quantile_is_broken() {
        assertThat(text(P99, told(0.2, 199, 0.25, 199, ALL, 399)))
                .endsWith("but it tells 250ms, where its last bucket ends [add buckets above 250ms]");
        assertThat(verdict(P99, told(0.2, 199, 0.32, 199, ALL, 399))).isInstanceOf(Kept.class);
    }

    @Test
    void neighbouring_bucket_is_broken_unless_the_client_explains_it() {
        assertThat(verdict(P99, told(0.3, 199, 0.4, 399, ALL, 399))).isInstanceOf(Kept.class);
        assertThat(verdict(P99, told(0.2, 199, 0.3, 399, ALL, 399))).isInstanceOf(Broken.class);
        assertThat(verdict(P99, told(0.5, 199, 0.75, 399, ALL, 399))).isInstanceOf(Broken.class);
    }

    /** What lies exactly on an edge is up to it; the ledger counts whole milliseconds. */
    @Test
    void quantile_on_an_edge_may_be_told_on_either_side() {
        assertThat(verdict(P99, told(0.42, 199, 0.5, 399, ALL, 399))).isInstanceOf(Kept.class);
        assertThat(verdict(P99, told(0.422, 199, 0.5, 399, ALL, 399))).isInstanceOf(Broken.class);
        assertThat(verdict(P99, told(0.2, 199, 0.32, 399, ALL, 399))).isInstanceOf(Kept.class);
        assertThat(verdict(P99, told(0.2, 199, 0.318, 399, ALL, 399))).isInstanceOf(Broken.class);
    }

    /** Three of 399 is fewer than the binomial spread of P99, which is seven ranks. */
    @Test
    void few_stragglers_of_the_client_alone_do_not_break_it() {
        Fixture fixture = told(0.4, 199, 0.5, 402, ALL, 402);
        for (int i = 0; i < 3; i++) {
            fixture.request(s(50 + i), 2_000, Optional.of(200));
        }
        assertThat(verdict(P99, fixture)).isInstanceOf(Kept.class);
        Fixture many = told(0.4, 199, 0.5, 429, ALL, 429);
        for (int i = 0; i < 30; i++) {
            many.request(s(50).plusMillis(i), 2_000, Optional.of(200));
        }
        assertThat(verdict(P99, many)).isInstanceOf(Broken.class);
    }

    @Test
    void requests_without_an_answer_may_count_with_any_latency() {
        Fixture fixture = told(0.4, 199, 0.5, 390, 10, 400, ALL, 409);
        for (int i = 0; i < 10; i++) {
            fixture.request(s(50 + i), 10_000, Optional.empty());
        }
        assertThat(text(P99, fixture)).startsWith("kept: ").contains("between 320ms and any time");
    }

    @Test
    void answers_as_fast_as_the_clients_own_part_are_inconclusive() {
        assertThat(text(
                        P99,
                        new Measured().histogram("latency", 0.05, 100, ALL, 100).on(Fixture.healthy())))
                .startsWith("inconclusive: ")
                .endsWith(
                        "but answers were so fast that the client's own part, up to 100ms, cannot be told from them [hold"
                                + " it in a drill that makes the service slow]");
    }

    @Test
    void other_count_than_the_ledgers_is_for_m01_to_tell() {
        assertThat(text(P99, told(0.4, 199, 0.5, 398, ALL, 398)))
                .isEqualTo(
                        "inconclusive: expected to tell the ledger's, within the histogram's resolution, but it counted"
                                + " 398 where the ledger has 399 answers (see M01) []");
        assertThat(verdict(P99, told(0.5, 0, ALL, 0))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void histogram_that_was_not_read_or_has_no_buckets_is_inconclusive() {
        assertThat(text(P99, slow())).contains("inconclusive: ", "the drill read no histogram \"latency\"");
        assertThat(text(P99, told())).contains("inconclusive: ", "its query returned no bucket le=\"+Inf\"");
        assertThat(text(P99, told(0.5, 399))).contains("inconclusive: ", "no bucket le=\"+Inf\"");
        assertThat(text(P99, told(0.5, -3, ALL, 399))).contains("inconclusive: ", "was reset");
        Fixture good = told(0.4, 199, 0.5, 399, ALL, 399);
        assertThat(verdict(P99, good.gap(Witness.PROMETHEUS))).isInstanceOf(Inconclusive.class);
        Fixture silent = told(0.5, 0, ALL, 0);
        silent.ledger.clear();
        assertThat(text(P99, silent)).contains("inconclusive: ", "no request was answered");
    }

    @Test
    void quantile_must_be_one() {
        assertThatThrownBy(() -> MetricPromises.quantileIsTrue("latency", 99, Duration.ZERO))
                .hasMessage("quantile must be above 0 and below 1, but was 99.0");
    }
}
