package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.span;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
    private static final Span ENTRY = span("g", "client", "gateway", "server", 0, 100);

    private static Map<String, Duration> of(Span... spans) {
        return CriticalPath.selfTimes(new TraceTree(0, new Trace("t", List.of(spans)), "client"));
    }

    private static Span call(String id, double from, double length, String callee) {
        return span(id, "g", "gateway", "client", from, length, "peer.service=" + callee);
    }

    @Test
    void time_goes_to_the_span_that_spends_it() {
        assertThat(of(
                        ENTRY,
                        span("c", "g", "gateway", "client", 10, 80),
                        span("i", "c", "inference", "server", 20, 50),
                        span("d", "i", "inference", "client", 30, 30, "db.system.name=postgresql")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "gateway", ofMillis(20),
                        "gateway->inference", ofMillis(30),
                        "inference", ofMillis(20),
                        "inference->database", ofMillis(30)));
    }

    @Test
    void of_parallel_calls_only_the_last_to_end_was_waited_for() {
        assertThat(of(ENTRY, call("a", 10, 70, "a"), call("b", 10, 80, "b")))
                .isEqualTo(Map.of("gateway", ofMillis(20), "gateway->b", ofMillis(80)));
    }

    @Test
    void calls_in_a_row_were_all_waited_for_even_if_they_touch() {
        assertThat(of(ENTRY, call("a", 0, 40.5, "a"), call("b", 40, 60, "b")))
                .isEqualTo(Map.of("gateway", ofMillis(0), "gateway->a", ofMillis(40), "gateway->b", ofMillis(60)));
    }

    @Test
    void work_that_outlives_its_parent_was_not_waited_for() {
        assertThat(of(ENTRY, call("a", 10, 91.001, "a"))).isEqualTo(Map.of("gateway", ofMillis(100)));
        assertThat(of(ENTRY, call("a", 10, 91, "a")))
                .isEqualTo(Map.of("gateway", ofMillis(10), "gateway->a", ofMillis(90)));
    }

    @Test
    void server_that_ends_after_its_client_was_waited_for() {
        assertThat(of(ENTRY, call("c", 10, 90, "x"), span("i", "c", "inference", "server", 20, 500)))
                .isEqualTo(
                        Map.of("gateway", ofMillis(10), "gateway->inference", ofMillis(10), "inference", ofMillis(80)));
    }

    @Test
    void call_that_ended_at_the_headers_lasts_until_its_server_is_done() {
        assertThat(of(
                        ENTRY,
                        span("c", "g", "gateway", "client", 10, 10),
                        span("i", "c", "inference", "server", 12, 80),
                        span("p", "i", "inference", "client", 14, 4),
                        span("s", "p", "provider", "server", 15, 75)))
                .isEqualTo(Map.of(
                        "gateway", ofMillis(18),
                        "gateway->inference", ofMillis(2),
                        "inference", ofMillis(4),
                        "inference->provider", ofMillis(1),
                        "provider", ofMillis(75)));
    }

    @Test
    void server_that_tidies_up_during_the_next_call_takes_nothing_from_it() {
        assertThat(of(
                        ENTRY,
                        span("c", "g", "gateway", "client", 10, 10),
                        span("i", "c", "inference", "server", 10, 50),
                        call("b", 30, 70, "b")))
                .isEqualTo(Map.of(
                        "gateway", ofMillis(10),
                        "gateway->inference", ofMillis(0),
                        "inference", ofMillis(20),
                        "gateway->b", ofMillis(70)));
    }

    @Test
    void call_beside_a_body_that_is_still_read_was_not_waited_for() {
        assertThat(of(
                        ENTRY,
                        span("c", "g", "gateway", "client", 10, 10),
                        span("i", "c", "inference", "server", 10, 80),
                        call("b", 30, 10, "b")))
                .isEqualTo(
                        Map.of("gateway", ofMillis(20), "gateway->inference", ofMillis(0), "inference", ofMillis(80)));
    }

    @Test
    void callee_is_named_by_the_best_that_is_known() {
        Span bare = span("c", "g", "gateway", "client", 0, 100, "server.address=10.0.0.1", "server.port=80");
        assertThat(of(ENTRY, bare)).containsKey("gateway->10.0.0.1:80");
        assertThat(of(ENTRY, span("c", "g", "gateway", "client", 0, 100))).containsKey("gateway->unknown");
    }

    @Test
    void trace_without_an_entry_has_no_path() {
        assertThat(of(span("x", "lost", "gateway", "server", 0, 100))).isEmpty();
    }

    @Test
    void spans_that_are_their_own_ancestors_do_not_hang_it() {
        assertThat(of(ENTRY, span("a", "b", "x", "server", 0, 1), span("b", "a", "x", "server", 0, 1)))
                .isEqualTo(Map.of("gateway", ofMillis(100)));
    }
}
