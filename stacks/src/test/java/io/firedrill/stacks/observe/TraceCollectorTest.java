package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceCollectorTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T05:12:03Z");

    private final FakeApi api = new FakeApi();
    private final Gaps gaps = new Gaps();

    @BeforeEach
    void services() {
        api.get("/api/services", "{\"data\":[\"gateway\"]}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private TraceEvidence collect(Duration deadline, String... ids) {
        return new TraceCollector(new JaegerClient(api.base()), deadline, gaps).collect(List.of(ids), ZERO);
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
