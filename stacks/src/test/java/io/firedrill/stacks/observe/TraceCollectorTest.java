package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.evidence.trace.TraceEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceCollectorTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T05:12:03Z");

    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final FakeApi api = new FakeApi();
    private final Gaps gaps = new Gaps();

    @BeforeEach
    void services() {
        api.get("/api/services", "{\"data\":[\"gateway\"]}");
        api.otherwise(request -> FakeApi.response(404, "{\"errors\":[{\"code\":404,\"msg\":\"trace not found\"}]}"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private TraceEvidence collect(Duration deadline, String... ids) {
        return new TraceCollector(new JaegerClient(api.base()), deadline, UnaryOperator.identity(), gaps)
                .collect(List.of(ids), ZERO);
    }

    private static String body(int spans) {
        String span = "{\"traceID\":\"a\",\"spanID\":\"%d\",\"startTime\":1795497123120793,\"duration\":1}";
        String[] all = new String[spans];
        for (int i = 0; i < spans; i++) {
            all[i] = span.formatted(i + 1);
        }
        return "{\"data\":[{\"spans\":[" + String.join(",", all) + "],\"processes\":{}}]}";
    }

    @Test
    void trace_is_taken_only_once_it_has_stopped_growing() {
        AtomicInteger round = new AtomicInteger();
        api.on("GET /api/traces/a", request -> FakeApi.response(200, body(Math.min(3, round.incrementAndGet()))));

        List<Trace> traces = collect(Duration.ofSeconds(20), "a").traces();

        assertThat(traces)
                .singleElement()
                .satisfies(trace -> assertThat(trace.spans()).hasSize(3));
        assertThat(round).hasValue(5);
        assertThat(gaps.list()).isEmpty();
    }

    @Test
    void trace_that_still_grows_at_the_deadline_is_a_gap() {
        AtomicInteger round = new AtomicInteger();
        api.on("GET /api/traces/a", request -> FakeApi.response(200, body(round.incrementAndGet())));

        collect(ofMillis(700), "a");

        assertThat(gaps.list())
                .extracting(Gap::reason)
                .singleElement()
                .asString()
                .startsWith("1 traces had not been");
    }

    /** All of what was found may be right, and the verdict about the rest wrong. */
    @Test
    void partial_trace_is_read_and_a_gap() {
        api.get("/api/v2/traces/" + ID, "{\"trace\":{},\"status\":\"PARTIAL\",\"message\":\"too large\"}");
        api.get("/api/v2/search/tag/resource.service.name/values", "{\"tagValues\":[]}");

        TraceBackend tempo = new TempoClient(api.base(), Optional.empty());
        TraceEvidence traces = new TraceCollector(tempo, Duration.ofSeconds(20), UnaryOperator.identity(), gaps)
                .collect(List.of(ID), ZERO);

        assertThat(traces.traces()).hasSize(1);
        assertThat(gaps.list()).extracting(Gap::reason).containsExactly("1 of 1 traces are not whole, e.g.: too large");
    }

    /** Seven requests for three hundred ids, in each of three rounds. */
    @Test
    void ids_are_asked_for_in_as_few_requests_as_the_backend_takes() {
        List<String> ids =
                IntStream.range(0, 301).mapToObj(i -> "%032x".formatted(i + 1)).toList();
        api.get("/api/v2/services", "[]");
        api.on("GET /api/v2/traceMany", request -> FakeApi.response(200, many(request)));
        api.get("/api/v2/trace/" + ids.get(300), many(ids.get(300)).replaceAll("^\\[|]$", ""));

        TraceEvidence traces = new TraceCollector(
                        new ZipkinClient(api.base()), Duration.ofSeconds(20), UnaryOperator.identity(), gaps)
                .collect(ids, ZERO);

        assertThat(traces.traces()).extracting(Trace::traceId).isEqualTo(ids);
        assertThat(traces.keeps(TraceDetail.LINKS)).isFalse();
        assertThat(api.requests()).hasSize(3 * 7 + 1);
        assertThat(gaps.list()).isEmpty();
    }

    private static String many(RecordedRequest request) {
        return many(String.valueOf(request.getUrl().queryParameter("traceIds")).split(","));
    }

    private static String many(String... ids) {
        return "["
                + Stream.of(ids)
                        .map(id -> "[{\"traceId\":\"" + id + "\",\"id\":\"00000000000000a1\"}]")
                        .collect(Collectors.joining(","))
                + "]";
    }

    @Test
    void trace_that_is_not_there_is_evidence_but_one_that_cannot_be_asked_for_is_a_gap() {
        assertThat(collect(ofMillis(400), "a", "a").traces()).isEmpty();
        assertThat(gaps.list()).isEmpty();

        api.on("GET /api/traces/b", request -> FakeApi.response(500, "no"));
        assertThat(collect(ofMillis(400), "a", "b").lookedUp()).isEqualTo(2);
        assertThat(gaps.list())
                .extracting(Gap::reason)
                .singleElement()
                .asString()
                .startsWith("1 of 2 traces could not");
    }
}
