package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.SeriesCount;
import io.firedrill.evidence.metric.SeriesCount.Growth;
import io.firedrill.evidence.metric.SeriesCount.Values;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The healthy fixture has 100 requests. */
class CardinalityBoundedTest {
    private static final Promise BOUNDED = MetricPromises.cardinalityIsBounded(0.1);
    private static final String EXPECTED =
            "expected no label to get new values with the requests, at most one for 10 of them, but ";

    private static Fixture grown(int before, Growth... growths) {
        Measured measured = new Measured();
        measured.series = Optional.of(new SeriesCount(before, before + 500, List.of(growths), SOURCE));
        return measured.on(healthy());
    }

    private static Growth by(String label, int before, int seen) {
        return new Growth(
                "requests_total",
                "gateway",
                before,
                seen,
                List.of(new Values("status", 1, 3, "503"), new Values(label, before, seen, "4bf9")));
    }

    @Test
    void series_that_come_to_be_without_new_values_for_each_request_are_kept() {
        assertThat(text(BOUNDED, grown(1000, by("model", 1, 11))))
                .isEqualTo("kept: " + EXPECTED + "1000 series became 1500 while 100 requests were sent []");
        assertThat(verdict(BOUNDED, grown(1000))).isInstanceOf(Kept.class);
    }

    @Test
    void label_with_a_value_for_each_request_is_broken_and_named() {
        assertThat(text(BOUNDED, grown(1000, by("trace_id", 600, 700))))
                .isEqualTo("broken: " + EXPECTED
                        + "label trace_id of requests_total (job gateway) got 100 new values, such as \"4bf9\", while 100"
                        + " requests were sent [take the label off: what differs with each request belongs into traces and"
                        + " logs]");
    }

    @Test
    void one_value_in_ten_requests_is_the_limit() {
        assertThat(verdict(BOUNDED, grown(1000, by("user", 0, 10)))).isInstanceOf(Kept.class);
        assertThat(verdict(BOUNDED, grown(1000, by("user", 0, 11)))).isInstanceOf(Broken.class);
    }

    /** Nineteen buckets of a status that was not there before are no growth with the load. */
    @Test
    void histogram_of_a_new_status_is_kept() {
        Growth buckets = new Growth("latency_bucket", "gateway", 19, 190, List.of(new Values("status", 1, 10, "503")));
        assertThat(verdict(BOUNDED, grown(1000, buckets))).isInstanceOf(Kept.class);
    }

    @Test
    void too_few_requests_or_nothing_counted_is_inconclusive() {
        Fixture few = grown(1000, by("trace_id", 0, 99));
        few.ledger.remove(0);
        assertThat(text(BOUNDED, few))
                .isEqualTo("inconclusive: " + EXPECTED + "99 requests are too few to tell [send at least 100]");
        assertThat(text(BOUNDED, grown(0)))
                .contains("inconclusive: ", "no series could be counted before the first request");
        assertThat(text(BOUNDED, new Measured().on(healthy())))
                .contains("inconclusive: ", "no series could be counted");
        assertThat(text(BOUNDED, healthy())).contains("inconclusive: ", "did not read the state of the metrics");
        assertThat(verdict(BOUNDED, grown(1000).gap(Witness.LEDGER))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void state_that_could_not_be_read_is_inconclusive_with_the_reason() {
        Measured measured = new Measured();
        measured.gaps.add(new Gap(Witness.PROMETHEUS, "answered 422", SOURCE));
        assertThat(text(BOUNDED, measured.on(healthy())))
                .contains("inconclusive: ", "the state of the metrics could not be read: answered 422");
    }
}
