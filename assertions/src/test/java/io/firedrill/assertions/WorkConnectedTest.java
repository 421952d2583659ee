package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.traced;
import static io.firedrill.assertions.Spans.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkConnectedTest {
    private static final Promise WORK = TraceStructurePromises.workStaysConnected(
            "inference", SpanSelector.of("inference").named("internal w"));

    private static Fixture with(Span work) {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(
                    i, Stream.concat(Stream.of(whole(i, 0)), Stream.of(work)).toArray(Span[]::new));
        }
        return fixture;
    }

    @Test
    void work_below_the_service_is_connected_however_late() {
        assertThat(text(WORK, with(span("w", "i", "inference", "internal", 5000, 10))))
                .isEqualTo("kept: expected to hold the work that inference leaves for later (a span of inference named"
                        + " \"internal w\"), or to be linked from it, for at least 90 % of the requests that succeeded, but"
                        + " 100 of 100 did (100 %) []");
    }

    @Test
    void work_in_no_trace_is_broken_and_says_why() {
        assertThat(text(WORK, traced(healthy())))
                .contains(
                        "broken: ",
                        "0 of 100 did (0 %): neither in the trace nor linked to it in 100 of 100 [the context"
                                + " was lost where the work is handed over");
    }

    @Test
    void work_elsewhere_in_the_trace_is_not_connected_to_the_service() {
        assertThat(verdict(WORK, with(span("w", "lost", "inference", "internal", 0, 1))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(WORK, with(span("w", "g", "inference", "internal", 0, 1))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void work_in_another_trace_counts_if_it_is_linked() {
        Fixture fixture = traced(healthy());
        for (int i = 0; i < 100; i++) {
            fixture.linked("other" + i, Spans.linked("w", "trace%04d/i".formatted(i), "inference"));
        }
        assertThat(verdict(WORK, fixture)).isInstanceOf(Kept.class);
        Fixture elsewhere = traced(healthy());
        for (int i = 0; i < 100; i++) {
            elsewhere.linked("other" + i, Spans.linked("w", "trace0000/i", "inference"));
        }
        assertThat(text(WORK, elsewhere)).contains("broken: ", "1 of 100 did");
    }

    @Test
    void missing_work_proves_nothing_where_links_are_not_kept() {
        Fixture fixture = traced(healthy());
        fixture.lost.add(TraceDetail.LINKS);
        assertThat(text(WORK, fixture)).contains("inconclusive: ", "but the trace backend keeps no links");
        Fixture within = with(span("w", "i", "inference", "internal", 5, 10));
        within.lost.add(TraceDetail.LINKS);
        assertThat(verdict(WORK, within)).isInstanceOf(Kept.class);
    }

    @Test
    void traces_that_do_not_reach_the_service_are_for_others_to_explain() {
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            fixture.trace(i, whole(i, 0)[0]);
        }
        assertThat(text(WORK, fixture)).contains("inconclusive: ", "only 0 traces", "see T01");
    }
}
