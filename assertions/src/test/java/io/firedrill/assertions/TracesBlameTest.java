package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.failing;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.client;
import static io.firedrill.assertions.Spans.traced;
import static io.firedrill.assertions.Spans.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class TracesBlameTest {
    private static final Promise BLAMES = Promises.tracesBlame("slow", 0.9);
    private static final String EXPECTED =
            "expected to blame gateway->inference for the time lost, at least 90 % of them, but ";

    /** A hundred traces before the fault; during it, the first few of two hundred have these spans. */
    private static Fixture with(int few, IntFunction<Span[]> spans) {
        Fixture fixture = slow();
        for (int i = 0; i < 300; i++) {
            fixture.trace(i, i < 100 ? whole(i, 0) : i < 100 + few ? spans.apply(i) : whole(i, 400));
        }
        return fixture;
    }

    /** The provider is slow instead. */
    private static Span[] provider(int request) {
        return new Span[] {
            span("g", client(request), "gateway", "server", 0, 420),
            span("gi", "g", "gateway", "client", 1, 418),
            span("i", "gi", "inference", "server", 2, 416),
            span("ip", "i", "inference", "client", 9, 408, "peer.service=provider")
        };
    }

    @Test
    void traces_that_blame_the_hop_are_kept() {
        assertThat(text(BLAMES, traced(slow()))).isEqualTo("kept: " + EXPECTED + "200 of 200 blame it (100 %) []");
    }

    @Test
    void share_is_exact_and_the_usual_suspect_is_named() {
        assertThat(verdict(BLAMES, with(20, TracesBlameTest::provider))).isInstanceOf(Kept.class);
        assertThat(text(BLAMES, with(21, TracesBlameTest::provider)))
                .isEqualTo("broken: " + EXPECTED + "179 of 200 blame it (89.5 %): 21 blame inference->provider []");
    }

    @Test
    void hop_that_is_always_slow_is_not_to_blame() {
        Fixture fixture = slow();
        for (int i = 0; i < 300; i++) {
            double extra = i < 100 ? 0 : 400;
            fixture.trace(
                    i,
                    span("g", client(i), "gateway", "server", 0, 1020 + extra),
                    span("own", "g", "gateway", "internal", 0, 1000),
                    span("gi", "g", "gateway", "client", 1000, 18 + extra),
                    span("i", "gi", "inference", "server", 1001, 16));
        }
        assertThat(verdict(BLAMES, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void asynchronous_work_is_not_to_blame() {
        assertThat(verdict(BLAMES, with(200, i -> {
                    Span[] spans = whole(i, 400);
                    spans[4] = span("late", "i", "inference", "client", 405, 5000, "peer.service=provider");
                    return spans;
                })))
                .isInstanceOf(Kept.class);
    }

    @Test
    void traces_without_the_caller_are_left_to_t01() {
        IntFunction<Span[]> cut = i -> new Span[] {span("x", client(i), "other", "server", 0, 420)};
        assertThat(text(BLAMES, with(191, cut)))
                .contains("inconclusive: ", "only 9 traces of slow requests that reach the caller");
        assertThat(verdict(BLAMES, with(190, cut))).isInstanceOf(Kept.class);
    }

    @Test
    void no_traces_before_the_fault_are_inconclusive() {
        Fixture fixture = slow();
        for (int i = 100; i < 300; i++) {
            fixture.trace(i, whole(i, 400));
        }
        assertThat(text(BLAMES, fixture)).contains("inconclusive: ", "only 0 traces of requests before the fault");
    }

    @Test
    void fault_that_does_not_delay_is_inconclusive() {
        assertThat(text(Promises.tracesBlame("failing", 0.9), traced(failing())))
                .contains("inconclusive: ", "the fault delays nothing");
        assertThat(verdict(BLAMES, traced(slow()).gap(Witness.TRACES))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(BLAMES, slow())).isInstanceOf(Inconclusive.class);
    }

    @Test
    void hop_whose_callee_goes_by_another_name_is_left_to_t05() {
        Fixture fixture = slow();
        for (int i = 0; i < 300; i++) {
            Span[] spans = whole(i, i < 100 ? 0 : 400);
            spans[2] = span("i", "gi", "inferense", "server", i < 100 ? 2 : 402, 16);
            fixture.trace(i, spans);
        }
        assertThat(text(BLAMES, fixture))
                .contains(
                        "inconclusive: ",
                        "no trace before the fault shows the hop gateway->inference at all",
                        "[they show gateway, gateway->inferense, ");
    }

    @Test
    void all_traces_blaming_another_hop_are_broken() {
        assertThat(verdict(BLAMES, with(200, TracesBlameTest::provider))).isInstanceOf(Broken.class);
    }
}
