package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.error;
import static io.firedrill.assertions.Fixture.failing;
import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.client;
import static io.firedrill.assertions.Spans.failed;
import static io.firedrill.assertions.Spans.traced;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ErrorsTracedTest {
    private static final Promise TRACED =
            Promises.errorsAreTraced("failing", TracePath.through("gateway", "inference"));
    private static final String EXPECTED = "expected to show the error on every span from gateway to"
            + " inference->provider, and there its cause, for at least 90 %, but ";

    /** 200 failed requests, the first few with these spans. */
    private static Fixture with(int few, IntFunction<Span[]> spans) {
        Fixture fixture = failing();
        for (int i = 100; i < 300; i++) {
            fixture.trace(i, i < 100 + few ? spans.apply(i) : failed(i));
        }
        return fixture;
    }

    private static Fixture replaced(int position, IntFunction<Span> span) {
        return with(200, i -> {
            Span[] spans = failed(i);
            spans[position] = span.apply(i);
            return spans;
        });
    }

    @Test
    void errors_on_every_span_with_a_cause_are_kept() {
        assertThat(text(TRACED, traced(failing()))).isEqualTo("kept: " + EXPECTED + "200 of 200 did (100 %) []");
    }

    @Test
    void share_is_exact() {
        IntFunction<Span[]> silent = i ->
                new Span[] {span("g", client(i), "gateway", "server", 0, 9), span("x", "g", "inference", "client", 0, 9)
                };
        assertThat(verdict(TRACED, with(20, silent))).isInstanceOf(Kept.class);
        assertThat(verdict(TRACED, with(21, silent))).isInstanceOf(Broken.class);
    }

    @Test
    void entry_without_error_is_broken() {
        assertThat(text(TRACED, replaced(0, i -> span("g", client(i), "gateway", "server", 0, 9))))
                .isEqualTo("broken: " + EXPECTED
                        + "0 of 200 did (0 %): no error on the server span \"server g\" of gateway in 200 of 200 []");
    }

    @Test
    void gap_in_the_middle_is_named() {
        assertThat(text(TRACED, replaced(2, i -> span("i", "gi", "inference", "server", 0, 9))))
                .contains("broken: ", "no error on the server span \"server i\" of inference in 200 of 200");
    }

    @Test
    void error_that_stops_short_of_the_call_is_broken() {
        assertThat(text(
                        TRACED,
                        replaced(4, i -> span("ip", "i", "inference", "client", 0, 9, "peer.service=provider"))))
                .contains("the error stops at the server span \"server i\" of inference, short of inference->provider");
    }

    @Test
    void error_on_another_call_is_broken() {
        assertThat(text(
                        TRACED,
                        replaced(4, i -> error("ip", "i", "inference", "client", "db.system=x", "error.type=x"))))
                .contains("broken: ", "the error stops at the client span \"client ip\" of inference, short of");
    }

    /** A fault may let a request through and cut its answer off. */
    @Test
    void errors_below_the_call_that_failed_do_not_hide_it() {
        assertThat(verdict(TRACED, with(200, i -> {
                    Span[] spans = failed(i);
                    Span[] more = Arrays.copyOf(spans, spans.length + 1);
                    more[spans.length] = error("p", "ip", "provider", "server", "error.type=broken pipe");
                    return more;
                })))
                .isInstanceOf(Kept.class);
    }

    @Test
    void call_without_a_cause_is_broken() {
        assertThat(text(TRACED, replaced(4, i -> error("ip", "i", "inference", "client", "peer.service=provider"))))
                .contains("broken: ", "no cause on the client span \"client ip\" of inference");
    }

    @Test
    void error_off_the_entrys_tree_does_not_count() {
        assertThat(text(
                        TRACED,
                        replaced(
                                4,
                                i -> error(
                                        "ip", "lost", "inference", "client", "peer.service=provider", "error.type=x"))))
                .contains("broken: ", "the error stops at");
    }

    @Test
    void fault_of_a_process_is_found_whoever_calls_it() {
        Fixture down = traced(failing());
        FaultRecord fault = down.faults.get(0);
        down.faults.set(
                0,
                new FaultRecord(
                        "failing",
                        "kill",
                        "provider",
                        "gone",
                        Optional.empty(),
                        fault.appliedAt(),
                        fault.revertingAt(),
                        fault.revertedAt(),
                        SOURCE));
        assertThat(verdict(TRACED, down)).isInstanceOf(Kept.class);
    }

    @Test
    void traces_without_the_caller_are_left_to_t01() {
        IntFunction<Span[]> cut = i -> new Span[] {error("g", client(i), "gateway", "server")};
        assertThat(text(TRACED, with(191, cut)))
                .contains("inconclusive: ", "only 9 traces of failed requests that reach the caller");
        assertThat(verdict(TRACED, with(190, cut))).isInstanceOf(Kept.class);
    }

    @Test
    void fault_without_bite_and_missing_traces_are_inconclusive() {
        assertThat(verdict(TRACED, traced(Fixture.slow()))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(TRACED, failing())).isInstanceOf(Inconclusive.class);
        assertThat(verdict(TRACED, traced(failing()).gap(Witness.TRACES))).isInstanceOf(Inconclusive.class);
    }
}
