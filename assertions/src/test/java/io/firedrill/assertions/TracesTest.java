package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.failing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.client;
import static io.firedrill.assertions.Spans.traced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final SpanSelector QUERY =
            SpanSelector.of("inference").kind("client").with("db.system", "postgresql");

    private static Promise has(SpanSelector span) {
        return Traces.ofSuccesses().each(TraceRule.has(span));
    }

    @Test
    void span_that_each_trace_has_is_kept() {
        assertThat(text(has(QUERY), traced(healthy())))
                .isEqualTo("kept: expected to have a span of inference of kind client with db.system=postgresql, for at"
                        + " least 100 % of the requests that succeeded, but 100 of 100 did (100 %) []");
    }

    @Test
    void span_must_match_in_all_that_is_asked_of_it_at_once() {
        Fixture fixture = traced(healthy());
        assertThat(verdict(has(QUERY.lastingAtLeast(s(0.005))), fixture)).isInstanceOf(Kept.class);
        assertThat(verdict(has(QUERY.lastingAtLeast(s(0.006))), fixture)).isInstanceOf(Broken.class);
        assertThat(verdict(has(QUERY.failed()), fixture)).isInstanceOf(Broken.class);
        assertThat(verdict(has(QUERY.named("client id")), fixture)).isInstanceOf(Kept.class);
        assertThat(verdict(has(QUERY.named("client ip")), fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void descendant_is_below_and_not_itself() {
        Fixture fixture = traced(healthy());
        SpanSelector gateway = SpanSelector.of("gateway").kind("server");
        assertThat(verdict(has(QUERY.under(gateway)), fixture)).isInstanceOf(Kept.class);
        assertThat(verdict(has(gateway.under(QUERY)), fixture)).isInstanceOf(Broken.class);
        assertThat(verdict(has(QUERY.under(QUERY)), fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void link_within_the_trace_is_seen() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(
                    i,
                    span("g", client(i), "gateway", "server", 0, 20),
                    Spans.linked("w", "trace%04d/g".formatted(i), "worker"));
        }
        SpanSelector worker = SpanSelector.of("worker");
        assertThat(verdict(has(worker.linkedTo(SpanSelector.of("gateway"))), fixture))
                .isInstanceOf(Kept.class);
        assertThat(verdict(has(worker.linkedTo(SpanSelector.of("inference"))), fixture))
                .isInstanceOf(Broken.class);
    }

    @Test
    void share_is_of_the_traces_that_are_there() {
        Fixture fixture = healthy();
        for (int i = 0; i < 50; i++) {
            fixture.trace(i, i < 5 ? new Span[] {Spans.whole(i, 0)[0]} : Spans.whole(i, 0));
        }
        assertThat(verdict(Traces.ofAnswered().atLeast(0.9, TraceRule.has(QUERY)), fixture))
                .isInstanceOf(Kept.class);
        assertThat(text(Traces.ofAnswered().atLeast(0.91, TraceRule.has(QUERY)), fixture))
                .contains(
                        "broken: ",
                        "for at least 91 % of the requests, but 45 of 50 did (90 %): no such span in 5 of 50");
    }

    @Test
    void only_requests_during_the_fault_count_if_so_promised() {
        SpanSelector late = SpanSelector.of("gateway").lastingAtLeast(s(0.4));
        Promise during = Traces.ofSuccesses().during("slow").each(TraceRule.has(late));
        assertThat(text(during, traced(slow())))
                .contains("kept: ", "that succeeded during fault \"slow\" (t+10.0s)", "200 of 200 did");
        assertThat(verdict(has(late), traced(slow()))).isInstanceOf(Broken.class);
        assertThat(verdict(during, traced(healthy()))).isInstanceOf(Inconclusive.class);
        assertThat(during.id()).isEqualTo("T01-a-span-of-gateway-lasting-at-least-400ms-slow");
    }

    @Test
    void rules_of_the_catalogue_are_judged_by_their_checks() {
        TracePath path = TracePath.through("gateway", "inference").toDatabase();
        assertThat(verdict(Traces.ofSuccesses().each(TraceRule.passesThrough(path)), traced(healthy())))
                .isInstanceOf(Kept.class);
        assertThat(verdict(Traces.ofAnswered().each(TraceRule.isConnected()), traced(healthy())))
                .isInstanceOf(Kept.class);
        Promise errors = Traces.ofFailures().each(TraceRule.showsErrorOf("inference->provider"));
        assertThat(text(errors, traced(failing()))).contains("kept: ", "of the requests that failed", "200 of 200");
        assertThat(verdict(errors, traced(healthy()))).isInstanceOf(Inconclusive.class);
        assertThat(errors.check()).isEqualTo(Check.T03);
    }

    @Test
    void nothing_looked_at_is_inconclusive() {
        assertThat(text(has(QUERY), healthy())).contains("inconclusive: ", "none of 100 traces was found (see T01)");
        assertThat(verdict(has(QUERY), traced(healthy()).gap(Witness.TRACES))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(has(QUERY), traced(healthy()).gap(Witness.LEDGER))).isInstanceOf(Inconclusive.class);
        assertThat(text(has(QUERY), traced(new Fixture().requests(0, 0.9, 20, 200))))
                .contains("inconclusive: ", "only 9 traces of the requests that succeeded");
    }

    @Test
    void share_must_be_a_ratio() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Traces.ofAnswered().atLeast(99, TraceRule.isConnected()))
                .withMessage("share must be above 0 and at most 1, but was 99.0");
    }
}
