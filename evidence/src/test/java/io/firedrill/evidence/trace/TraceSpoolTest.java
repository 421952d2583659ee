package io.firedrill.evidence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceSpoolTest {
    private static final int KEPT = 4;

    private final TraceSpool spool = new TraceSpool(KEPT);

    private static Trace trace(int id) {
        Span span = new Span(
                "a" + id,
                Optional.empty(),
                List.of(),
                "gateway",
                "POST",
                "server",
                Duration.ofNanos(id),
                Duration.ofMillis(5),
                true,
                Map.of("http.route", "/v" + id));
        return new Trace("t" + id, List.of(span, span));
    }

    @Test
    void traces_come_back_as_they_were_from_memory_and_from_disk() {
        List<Trace> traces =
                IntStream.range(0, 10).mapToObj(TraceSpoolTest::trace).toList();
        traces.forEach(spool::add);

        assertThat(spool.list()).isEqualTo(traces);
        assertThat(spool.list(List.of(9, 0, 5))).containsExactly(traces.get(9), traces.get(0), traces.get(5));
        assertThat(spool.list().get(0)).as("kept").isSameAs(traces.get(0));
        assertThat(spool.list().get(KEPT)).as("written").isNotSameAs(traces.get(KEPT));
    }

    @Test
    void list_does_not_grow_with_the_spool() {
        spool.add(trace(0));
        List<Trace> one = spool.list();
        spool.add(trace(1));

        assertThat(one).hasSize(1);
    }

    /** A lane that is cut short interrupts its threads; its evidence is still written. */
    @Test
    void interrupted_thread_still_reads() {
        IntStream.range(0, 10).forEach(i -> spool.add(trace(i)));

        Thread.currentThread().interrupt();
        try {
            assertThat(spool.list().get(9)).isEqualTo(trace(9));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void evidence_holds_a_view_and_is_read_back_from_its_file(@TempDir Path folder) {
        IntStream.range(0, 10).forEach(i -> spool.add(trace(i)));
        TraceEvidence evidence =
                new TraceEvidence(10, spool.list(), List.of("gateway"), new Source("jaeger", "/api/v3/traces/{id}"));
        Path file = folder.resolve("evidence.json");

        EvidenceFile.write(file, evidence);

        assertThat(evidence.traces().get(9))
                .as("not copied")
                .isNotSameAs(evidence.traces().get(9));
        assertThat(EvidenceFile.read(file, TraceEvidence.class)).isEqualTo(evidence);
    }
}
