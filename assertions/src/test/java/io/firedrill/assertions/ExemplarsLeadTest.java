package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.traced;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.ExemplarReading;
import io.firedrill.evidence.ExemplarReading.Exemplar;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExemplarsLeadTest {
    private static final Promise LEAD = TraceStructurePromises.exemplarsLeadToTraces("latency");
    private static final String EXPECTED =
            "expected to lead to a stored trace of a request that took as long, at least 90 % of them, but ";

    private static Exemplar exemplar(String trace, double seconds) {
        return new Exemplar(Map.of("job", "gateway"), Map.of("trace_id", trace), seconds, Fixture.s(1));
    }

    /** Ten of them, of which so many are another one. */
    private static Fixture reading(Fixture fixture, int odd, Exemplar other) {
        List<Exemplar> all = IntStream.range(0, 10)
                .mapToObj(i -> i < odd ? other : exemplar("trace%04d".formatted(i), 0.020))
                .toList();
        fixture.exemplars.add(new ExemplarReading("latency", all, Fixture.SOURCE));
        return fixture;
    }

    @Test
    void exemplars_of_stored_traces_are_kept() {
        assertThat(text(LEAD, reading(traced(healthy()), 0, exemplar("", 0))))
                .isEqualTo("kept: " + EXPECTED + "10 of 10 did (100 %) []");
        assertThat(verdict(LEAD, reading(traced(healthy()), 1, exemplar("trace0000", 9))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void none_is_broken_and_says_what_they_need() {
        Fixture fixture = traced(healthy());
        fixture.exemplars.add(new ExemplarReading("latency", List.of(), Fixture.SOURCE));
        assertThat(text(LEAD, fixture))
                .isEqualTo("broken: " + EXPECTED + "Prometheus has none [they are exposed in OpenMetrics only"
                        + " (scrape_protocols), and stored with --enable-feature=exemplar-storage]");
    }

    @Test
    void those_that_lead_elsewhere_are_broken() {
        assertThat(text(LEAD, reading(traced(healthy()), 2, exemplar("trace0000", 0.071))))
                .contains("broken: ", "8 of 10 did (80 %): no server span that took as long in 2 of 10");
        assertThat(text(LEAD, reading(traced(healthy()), 2, exemplar("unknown", 0.02))))
                .contains("broken: ", "a trace of no request of the ledger in 2 of 10");
        assertThat(text(LEAD, reading(traced(healthy()), 2, new Exemplar(Map.of(), Map.of(), 1, Fixture.s(1)))))
                .contains("broken: ", "no trace_id in 2 of 10");
    }

    @Test
    void trace_that_is_not_stored_is_sampling_where_many_are_not() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            if (i % 2 == 0) {
                fixture.trace(i, Spans.whole(i, 0));
            }
        }
        assertThat(text(LEAD, reading(fixture, 0, exemplar("", 0))))
                .contains("inconclusive: ", "a trace that is not stored in 5 of 10 (see T06)");
        Fixture few = healthy();
        for (int i = 0; i < 100; i++) {
            if (i != 0) {
                few.trace(i, Spans.whole(i, 0));
            }
        }
        assertThat(text(LEAD, reading(few, 2, exemplar("trace0000", 0.02))))
                .contains("broken: ", "a trace that is not stored in 2 of 10");
    }

    @Test
    void what_was_not_looked_at_is_inconclusive() {
        assertThat(text(LEAD, traced(healthy()))).contains("inconclusive: ", "the exemplars of latency were not read");
        assertThat(text(LEAD, reading(healthy(), 0, exemplar("", 0)))).contains("inconclusive: ", "see T01");
        Fixture deaf = reading(traced(healthy()), 0, exemplar("", 0)).gap(Witness.PROMETHEUS);
        assertThat(verdict(LEAD, deaf)).isInstanceOf(Inconclusive.class);
    }
}
