package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Pipelines.course;
import static io.firedrill.assertions.Pipelines.late;
import static io.firedrill.assertions.Pipelines.level;
import static io.firedrill.assertions.Pipelines.losing;
import static io.firedrill.assertions.Pipelines.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpansReconciledTest {
    private static final Promise ALL = TelemetryPromises.spansAreReconciled();
    private static final String EXPECTED =
            "expected to be stored, each that was sampled for a request of the ledger, but ";
    private static final String LADDER = "100 requests, 500 spans started, 500 sampled; of 550 in all, 550 exported,"
            + " 550 accepted, 550 sent on, 550 saved; ";

    @Test
    void every_span_found_again_is_kept() {
        assertThat(text(ALL, whole())).isEqualTo("kept: " + EXPECTED + "all were: " + LADDER + "500 stored []");
    }

    @Test
    void single_lost_span_is_broken() {
        Fixture fixture = whole();
        Trace first = fixture.traces.get(0);
        fixture.traces.set(0, new Trace(first.traceId(), first.spans().subList(0, 4)));
        level(fixture, SpanCounts.REJECTED, course(Map.of(), 4, 5));
        assertThat(text(ALL, fixture))
                .isEqualTo("broken: " + EXPECTED
                        + "1 of 500 were not, lost in the trace backend: 1 rejected or dropped by the trace backend ("
                        + LADDER + "499 stored) [its queue or its storage cannot keep up]");
    }

    @Test
    void span_that_was_stored_twice_replaces_no_other() {
        Fixture fixture = losing(1);
        Trace first = fixture.traces.get(0);
        List<io.firedrill.evidence.trace.Span> twice = new ArrayList<>(first.spans());
        twice.addAll(first.spans());
        fixture.traces.set(0, new Trace(first.traceId(), twice));
        assertThat(verdict(ALL, fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void spans_of_others_replace_none() {
        Fixture fixture = losing(1);
        fixture.traces.add(new Trace("somebody-else", whole().traces.get(0).spans()));
        assertThat(verdict(ALL, fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void full_queue_is_named_first() {
        Fixture fixture = losing(40);
        level(fixture, SpanCounts.UNQUEUED, late(Map.of("service", "inference", "error_type", "queue_full"), 200));
        level(fixture, SpanCounts.UNSENT, course(Map.of(), 0, 3));
        assertThat(text(ALL, fixture))
                .contains("broken: ")
                .contains("200 of 500 were not, lost in the services: 200 of inference found the queue full (")
                .contains("the span queue is too small for the load");
    }

    @Test
    void failed_export_names_the_error() {
        Fixture fixture = losing(100);
        level(
                fixture,
                SpanCounts.EXPORTED,
                course(Map.of("service", "gateway"), 3000, 3000),
                late(Map.of("service", "gateway", "error_type", "java.net.ConnectException"), 550));
        level(fixture, SpanCounts.UNQUEUED, late(Map.of("service", "gateway", "error_type", "FailedExport"), 550));
        assertThat(text(ALL, fixture))
                .contains("lost services -> Collector: 550 of gateway whose export failed (java.net.ConnectException)")
                .contains("0 exported", "[OTEL_EXPORTER_OTLP_ENDPOINT leads nowhere");
    }

    @Test
    void export_that_is_tried_for_ever_is_seen_in_the_queues() {
        Fixture fixture = losing(100);
        level(fixture, SpanCounts.QUEUED, course(Map.of("service", "gateway"), 0, 540));
        assertThat(text(ALL, fixture))
                .contains("lost services -> Collector: 540 still in the queues of their services");
    }

    @Test
    void collector_that_drops_is_named() {
        Fixture refused = level(losing(10), SpanCounts.REFUSED, course(Map.of(), 7, 57));
        assertThat(text(ALL, refused)).contains("lost services -> Collector: 50 refused by the Collector");
        Fixture unsent = level(losing(10), SpanCounts.UNSENT, late(Map.of(), 50));
        assertThat(text(ALL, unsent))
                .contains("lost Collector -> trace backend: 50 dropped by the Collector's exporter");
    }

    @Test
    void loss_that_nobody_admits_lies_between_those_who_count_differently() {
        Fixture fixture = losing(50);
        for (String name : List.of(SpanCounts.SENT, SpanCounts.RECEIVED, SpanCounts.SAVED)) {
            level(fixture, name, course(Map.of(), 3000, 3300));
        }
        assertThat(text(ALL, fixture)).contains("lost in the Collector: 550 accepted and 300 sent on");
    }

    @Test
    void whole_traces_that_were_saved_and_are_gone_are_the_backends_loss() {
        assertThat(text(ALL, losing(50)))
                .contains("lost in the trace backend: saved, and 50 traces of requests not found again");
    }

    @Test
    void spans_in_other_traces_are_not_lost() {
        Fixture fixture = whole();
        fixture.traces.replaceAll(
                trace -> new Trace(trace.traceId(), trace.spans().subList(0, 2)));
        assertThat(text(ALL, fixture))
                .contains(
                        "inconclusive: ",
                        "300 of 500 were not found in the traces of requests, though every hop passed")
                .contains("(see T01 and T04; ");
    }

    @Test
    void loss_is_broken_even_if_nobody_between_is_asked() {
        Fixture fixture = losing(50);
        fixture.levels.clear();
        assertThat(text(ALL, fixture))
                .contains("broken: ", "250 of 500 were not, lost somewhere between their SDK and the trace backend")
                .contains("[let Prometheus scrape the SDKs and the Collector, to see where]");
    }

    @Test
    void sampling_is_no_loss() {
        Fixture half = Pipelines.counted(losing(50), 100, 500, 250);
        assertThat(text(ALL, half)).contains("kept: ", "500 spans started, 250 sampled", "250 stored");
        Fixture none = Pipelines.counted(losing(100), 100, 500, 0);
        assertThat(text(ALL, none)).contains("inconclusive: ", "none of 500 started spans was sampled (see T06)");
        Fixture collector = level(losing(50), SpanCounts.SAMPLED_OUT, late(Map.of(), 50));
        assertThat(text(ALL, collector)).contains("inconclusive: ", "the Collector sampled out 50", "(see T06)");
    }

    @Test
    void request_without_a_span_is_for_the_path_to_say() {
        assertThat(text(ALL, Pipelines.counted(losing(1), 99, 495, 495)))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "only 99 of 100 answered requests became a span that continues the caller's trace (see T01)"
                        + " [is the entry instrumented, and does the traceparent reach it?]");
    }

    @Test
    void more_spans_than_were_counted_say_that_somebody_is_not_counted() {
        assertThat(text(ALL, Pipelines.counted(whole(), 100, 400, 400)))
                .contains("inconclusive: ", "100 more are stored than were counted");
    }

    @Test
    void request_without_an_answer_leaves_it_open() {
        Fixture fixture = losing(1).request(Fixture.s(20), 1000, Optional.empty());
        assertThat(text(ALL, fixture)).contains("inconclusive: ", "5 were not found, but 1 request has no answer");
        assertThat(verdict(ALL, whole().request(Fixture.s(20), 1000, Optional.empty())))
                .isInstanceOf(Kept.class);
    }

    @Test
    void while_without_answers_does_not_hurt_what_was_read_before_and_after() {
        Fixture fixture = whole();
        fixture.gaps.add(new Gap(
                Witness.PROMETHEUS,
                "the answers came late",
                Fixture.SOURCE,
                Optional.of(new Gap.Outage(Fixture.s(1), Fixture.s(3), Optional.empty()))));
        assertThat(verdict(ALL, fixture)).isInstanceOf(Kept.class);
        assertThat(verdict(ALL, fixture.gap(Witness.PROMETHEUS))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void nothing_is_kept_if_nobody_looked() {
        Fixture unread = whole();
        unread.counters.clear();
        assertThat(text(ALL, unread)).contains("inconclusive: ", "the drill read no counter \"spans started\"");
        Fixture unseen = whole();
        unseen.counters.removeIf(counter -> counter.name().equals(SpanCounts.STARTED));
        unseen.counter(SpanCounts.STARTED, 0, 0, 0, 0);
        assertThat(text(ALL, unseen)).contains("inconclusive: ", "its query returned no series");
        Fixture reset = whole();
        reset.counters.removeIf(counter -> counter.name().equals(SpanCounts.STARTED));
        reset.counter(SpanCounts.STARTED, 3000, 500, 1, 1);
        assertThat(text(ALL, reset)).contains("inconclusive: ", "the counter was reset");
        Fixture blind = whole();
        blind.lookedUp = Optional.of(0);
        assertThat(text(ALL, blind)).contains("inconclusive: ", "no traces were looked up");
        for (Witness witness : List.of(Witness.LEDGER, Witness.PROMETHEUS, Witness.TRACES)) {
            assertThat(verdict(ALL, whole().gap(witness))).isInstanceOf(Inconclusive.class);
        }
        Fixture idle = new Fixture();
        Pipelines.flowing(idle);
        idle.lookedUp = Optional.of(1);
        assertThat(text(ALL, idle)).contains("inconclusive: ", "only 0 requests were answered");
    }

    @Test
    void what_is_broken_by_a_loss_on_the_way_is_left_to_this_check() {
        Promise span = Promises.tracesSpan(TracePath.through("gateway", "inference"), 0.99);
        Fixture lossy = level(losing(50), SpanCounts.UNSENT, late(Map.of(), 250));
        assertThat(text(span, lossy))
                .contains("inconclusive: ", "50 of 100 did", ", as spans were lost on their way (see T12)");
        assertThat(text(span, Pipelines.counted(losing(50), 100, 500, 250))).contains("inconclusive: ", "(see T06)");
        Fixture uncounted = losing(50);
        uncounted.counters.clear();
        assertThat(text(span, uncounted)).contains("inconclusive: ", "(see T06)");
        assertThat(verdict(TraceStructurePromises.samplingKeeps(1), uncounted)).isInstanceOf(Broken.class);
        assertThat(text(TraceStructurePromises.samplingKeeps(1), lossy)).contains("inconclusive: ", "(see T12)");
    }
}
