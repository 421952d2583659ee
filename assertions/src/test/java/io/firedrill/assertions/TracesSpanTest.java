package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.failing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.client;
import static io.firedrill.assertions.Spans.traced;
import static io.firedrill.assertions.Spans.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracesSpanTest {
    private static final TracePath PATH =
            TracePath.through("gateway", "inference").toDatabase();
    private static final Promise MOST = Promises.tracesSpan(PATH, 0.99);
    private static final String EXPECTED = "expected to run through gateway -> inference -> database"
            + " for at least 99 % of the requests that succeeded, but ";

    /** A hundred requests, of which the first few have but a gateway span. */
    private static Fixture cut(int few) {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            if (i < few) {
                fixture.trace(i, span("g", client(i), "gateway", "server", 0, 20));
            } else {
                fixture.trace(i, whole(i, 0));
            }
        }
        return fixture;
    }

    @Test
    void whole_traces_are_kept_at_exactly_the_share() {
        assertThat(text(MOST, cut(0))).isEqualTo("kept: " + EXPECTED + "100 of 100 did (100 %) []");
        assertThat(verdict(MOST, cut(1))).isInstanceOf(Kept.class);
    }

    @Test
    void one_more_cut_trace_is_broken_and_names_the_edge() {
        Fixture fixture = cut(2);
        assertThat(text(MOST, fixture))
                .isEqualTo("broken: " + EXPECTED + "98 of 100 did (98 %): inference missing in 2 of 100 []");
        assertThat(verdict(MOST, fixture).evidence()).containsExactly("/traces/traces/0");
    }

    @Test
    void lost_database_span_is_named() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(i, whole(i, 0)[0], whole(i, 0)[1], whole(i, 0)[2]);
        }
        assertThat(text(MOST, fixture)).contains("broken: ", "database missing in 100 of 100");
        assertThat(verdict(Promises.tracesSpan(TracePath.through("gateway", "inference"), 1), fixture))
                .isInstanceOf(Kept.class);
    }

    /** Each is there, in one trace, and none of them calls the next one. */
    @Test
    void services_side_by_side_are_no_way_through_them() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(
                    i,
                    span("g", client(i), "gateway", "server", 0, 20),
                    span("i", client(i), "inference", "server", 1, 20),
                    span("d", "i", "inference", "client", 2, 10, "db.system=postgresql"));
        }
        assertThat(text(MOST, fixture)).contains("broken: ", "inference below gateway missing in 100 of 100");
    }

    @Test
    void way_that_is_taken_the_other_way_round_is_broken() {
        Fixture fixture = cut(0);
        assertThat(text(Promises.tracesSpan(TracePath.through("inference", "gateway"), 0.99), fixture))
                .contains("broken: ", "gateway below inference missing in 100 of 100");
    }

    @Test
    void database_that_another_service_calls_is_not_at_the_end_of_the_way() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(
                    i,
                    span("g", client(i), "gateway", "server", 0, 20),
                    span("d", "g", "gateway", "client", 2, 10, "db.system=postgresql"),
                    span("i", "g", "inference", "server", 1, 20));
        }
        assertThat(text(MOST, fixture)).contains("broken: ", "database below inference missing in 100 of 100");
    }

    @Test
    void span_whose_parent_is_lost_is_left_to_another_check() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(
                    i,
                    span("g", client(i), "gateway", "server", 0, 20),
                    span("i", "lost", "inference", "server", 1, 20),
                    span("d", "i", "inference", "client", 2, 10, "db.system=postgresql"));
        }
        assertThat(verdict(MOST, fixture)).isInstanceOf(Kept.class);
        assertThat(verdict(Promises.tracesAreConnected(), fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void client_span_towards_a_service_is_not_the_service() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(i, whole(i, 0)[0], span("x", "g", "inference", "client", 0, 1, "db.system=postgresql"));
        }
        assertThat(text(MOST, fixture)).contains("inference missing in 100 of 100");
    }

    @Test
    void no_trace_at_all_is_broken_even_if_the_backend_knows_nobody() {
        Fixture fixture = healthy();
        fixture.services = List.of();
        assertThat(text(MOST, fixture))
                .contains("broken: ", "0 of 100 did (0 %): the whole trace missing in 100 of 100");
    }

    @Test
    void services_that_begin_traces_of_their_own_are_hinted_at() {
        assertThat(text(MOST, healthy()))
                .contains("broken: ", "the whole trace missing", "[the trace backend knows its");
    }

    /** A hundred requests, of which so many left a trace, and the first few of these only a gateway span. */
    private static Fixture stored(int traces, int few) {
        Fixture fixture = healthy();
        for (int i = 0; i < traces; i++) {
            if (i < few) {
                fixture.trace(i, whole(i, 0)[0]);
            } else {
                fixture.trace(i, whole(i, 0));
            }
        }
        return fixture;
    }

    @Test
    void so_many_whole_traces_missing_that_they_cannot_have_been_kept_is_for_sampling_to_explain() {
        assertThat(text(MOST, stored(50, 0)))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "too few traces were stored (see T06), of which 50 of 50 did (100 %) []");
        assertThat(verdict(TraceStructurePromises.samplingKeeps(1), stored(50, 0)))
                .isInstanceOf(Broken.class);
    }

    @Test
    void traces_that_are_cut_are_broken_however_few_are_kept() {
        assertThat(text(MOST, stored(50, 10)))
                .contains("broken: ", "40 of 50 did (80 %): inference missing in 10 of 50");
    }

    @Test
    void few_missing_traces_are_not_for_sampling_to_explain() {
        assertThat(text(MOST, stored(97, 0))).contains("broken: ", "the whole trace missing in 3 of 100");
        assertThat(verdict(TraceStructurePromises.samplingKeeps(1), stored(97, 0)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void only_kept_traces_count_where_a_share_is_promised() {
        Promise half = TraceStructurePromises.sampledTracesSpan(PATH, 0.99, 0.5);
        assertThat(text(half, stored(50, 0))).contains("kept: ", "50 of 50 did (100 %)");
        assertThat(text(half, stored(50, 1))).contains("broken: ", "49 of 50 did (98 %)");
        assertThat(text(half, stored(20, 0)))
                .contains("inconclusive: ", "too few traces were stored (see T06), of which 20 of 20");
        assertThat(text(half, stored(0, 0))).contains("broken: ", "the whole trace missing in 100 of 100");
    }

    @Test
    void service_that_nobody_knows_is_inconclusive() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(i, whole(i, 0)[0]);
        }
        fixture.services = List.of("gateway", "unknown_service:java");
        assertThat(text(MOST, fixture))
                .isEqualTo("inconclusive: " + EXPECTED + "the trace backend knows no service inference (see T05) []");
    }

    @Test
    void failed_requests_do_not_count() {
        assertThat(text(MOST, traced(failing()))).contains("kept: ", "199 of 199 did");
    }

    @Test
    void refused_requests_need_not_go_further_than_the_gateway() {
        Fixture limited = traced(healthy()).requests(20, 30, 1, 429);
        assertThat(text(MOST, limited)).contains("kept: ", "100 of 100 did");
    }

    @Test
    void only_requests_during_the_fault_count_if_so_promised() {
        Promise during = Promises.tracesSpanDuring(PATH, 1, "slow");
        assertThat(text(during, traced(slow())))
                .contains("kept: ", "that succeeded during fault \"slow\" (t+10.0s)", "200 of 200 did");
        assertThat(verdict(during, traced(healthy()))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void too_few_requests_are_inconclusive() {
        Fixture few = new Fixture().requests(0, 0.9, 20, 200);
        assertThat(text(MOST, traced(few))).contains("inconclusive: ", "only 9 requests succeeded");
        assertThat(verdict(MOST, traced(new Fixture().requests(0, 1, 20, 200)))).isInstanceOf(Kept.class);
    }

    @Test
    void traces_that_were_not_looked_for_are_inconclusive() {
        Fixture partly = cut(5);
        partly.lookedUp = Optional.of(96);
        assertThat(text(MOST, partly)).contains("inconclusive: ", "but 4 traces were not asked for");
        partly.lookedUp = Optional.of(97);
        assertThat(verdict(MOST, partly)).isInstanceOf(Broken.class);
        Fixture never = cut(0);
        never.lookedUp = Optional.of(0);
        assertThat(text(MOST, never)).contains("inconclusive: ", "no traces were looked up");
        assertThat(verdict(MOST, cut(0).gap(Witness.TRACES))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(MOST, cut(0).gap(Witness.LEDGER))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void share_must_be_a_ratio() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Promises.tracesSpan(PATH, 99))
                .withMessage("share must be above 0 and at most 1, but was 99.0");
    }
}
