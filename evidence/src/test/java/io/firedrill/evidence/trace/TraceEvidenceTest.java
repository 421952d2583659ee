package io.firedrill.evidence.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceEvidenceTest {
    private static final Source SOURCE = new Source("jaeger", "/api/v3/traces/{id}");

    private static final Span BARE = new Span(
            "b2", Optional.empty(), List.of(), "", "", "internal", Duration.ZERO, Duration.ZERO, false, Map.of());

    private static final Span WHOLE = new Span(
            "a1",
            Optional.of("f0"),
            List.of("77/c3"),
            "gateway",
            "POST",
            "server",
            Duration.ofNanos(1),
            Duration.ofMillis(5),
            true,
            Map.of("http.route", "/v1"),
            Optional.of("bad gateway"),
            List.of(
                    new SpanEvent("", Duration.ofMillis(2), Map.of()),
                    new SpanEvent("exception", Duration.ofMillis(3), Map.of("exception.type", "IOException"))),
            OptionalInt.of(0),
            Optional.of(new Span.Scope("tomcat", "")),
            Optional.of("vendor=1"),
            List.of("clock skew"));

    private static TraceEvidence reread(TraceEvidence evidence) throws JsonProcessingException {
        String json = EvidenceFile.mapper().writeValueAsString(evidence);
        return EvidenceFile.mapper().readValue(json, TraceEvidence.class);
    }

    @Test
    void evidence_is_read_back_as_it_was() throws JsonProcessingException {
        Trace trace =
                new Trace("77", List.of(WHOLE, BARE), List.of(Map.of("service.name", "gateway")), List.of("late"));
        TraceEvidence evidence =
                new TraceEvidence(1, List.of(trace), List.of("gateway"), SOURCE, Set.of(TraceDetail.LINKS));

        assertThat(reread(evidence)).isEqualTo(evidence);
        assertThat(evidence.keeps(TraceDetail.LINKS)).isFalse();
    }

    /** A hundred thousand spans of nothing but empty lists would fill a disk. */
    @Test
    void what_is_absent_is_not_written() throws JsonProcessingException {
        assertThat(EvidenceFile.mapper().writeValueAsString(BARE))
                .isEqualTo("{\"spanId\":\"b2\",\"service\":\"\",\"name\":\"\",\"kind\":\"internal\",\"start\":\"PT0S\","
                        + "\"duration\":\"PT0S\",\"error\":false}");
    }

    @Test
    void evidence_from_before_there_were_details_is_read() throws JsonProcessingException {
        String json = "{\"lookedUp\":1,\"traces\":[{\"traceId\":\"77\",\"spans\":[{\"spanId\":\"b2\",\"parentId\":null,"
                + "\"links\":[],\"service\":\"\",\"name\":\"\",\"kind\":\"internal\",\"start\":\"PT0S\",\"duration\":\"PT0S\","
                + "\"error\":false,\"attributes\":{}}]}],\"services\":[],\"source\":{\"system\":\"jaeger\",\"locator\":\"x\"}}";

        TraceEvidence read = EvidenceFile.mapper().readValue(json, TraceEvidence.class);

        assertThat(read.traces()).containsExactly(new Trace("77", List.of(BARE)));
        assertThat(read.keeps(TraceDetail.LINKS)).isTrue();
    }

    @Test
    void span_finds_its_resource_and_its_exceptions() {
        Trace trace = new Trace("77", List.of(WHOLE, BARE), List.of(Map.of("service.name", "gateway")), List.of());

        assertThat(trace.resource(WHOLE)).containsEntry("service.name", "gateway");
        assertThat(trace.resource(BARE)).isEmpty();
        assertThat(WHOLE.exceptions()).containsExactly(Map.of("exception.type", "IOException"));
    }
}
