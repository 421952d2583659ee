package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.client;
import static io.firedrill.assertions.Spans.traced;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracesConnectedTest {
    private static final Promise CONNECTED = Promises.tracesAreConnected();
    private static final String EXPECTED = "expected to have one root and no orphan, each of them, but ";

    /** Whole traces for all but one more request, which has these spans. */
    private static Fixture with(Span... spans) {
        Fixture fixture = traced(healthy()).request(Fixture.s(11), 20, Optional.of(200));
        return fixture.trace(100, spans);
    }

    @Test
    void whole_traces_are_kept() {
        assertThat(text(CONNECTED, traced(healthy()))).isEqualTo("kept: " + EXPECTED + "all 100 have []");
    }

    @Test
    void one_orphan_is_broken_and_named() {
        Fixture fixture = with(
                span("g", client(100), "gateway", "server", 0, 20), span("i", "lost", "inference", "server", 1, 2));
        assertThat(text(CONNECTED, fixture))
                .isEqualTo("broken: " + EXPECTED
                        + "1 of 101 have not: span \"server i\" of inference without its parent in 1 of 101 []");
        assertThat(verdict(CONNECTED, fixture).evidence()).containsExactly("/traces/traces/100");
    }

    @Test
    void two_roots_are_broken_and_so_is_none() {
        Fixture two =
                with(span("g", client(100), "gateway", "server", 0, 20), span("i", "", "inference", "server", 1, 2));
        assertThat(text(CONNECTED, two)).contains("broken: ", "2 roots in 1 of 101");
        assertThat(verdict(CONNECTED, with())).isInstanceOf(Broken.class);
    }

    @Test
    void root_without_a_parent_is_as_good_as_one_under_the_client() {
        assertThat(verdict(CONNECTED, with(span("g", "", "gateway", "server", 0, 20))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void client_of_another_request_is_no_parent() {
        assertThat(verdict(CONNECTED, with(span("g", client(3), "gateway", "server", 0, 20))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void no_traces_or_too_few_are_inconclusive() {
        assertThat(text(CONNECTED, healthy())).contains("inconclusive: ", "none of 100 traces was found (see T01)");
        Fixture few = healthy();
        for (int i = 0; i < 9; i++) {
            few.trace(i, Spans.whole(i, 0));
        }
        assertThat(text(CONNECTED, few)).contains("inconclusive: ", "only 9 traces of the ledger's requests");
        assertThat(verdict(CONNECTED, few.trace(9, Spans.whole(9, 0)))).isInstanceOf(Kept.class);
        assertThat(verdict(CONNECTED, traced(healthy()).gap(Witness.TRACES))).isInstanceOf(Inconclusive.class);
    }
}
