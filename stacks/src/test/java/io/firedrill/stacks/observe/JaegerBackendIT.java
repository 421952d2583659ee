package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Against the pinned Jaeger, which speaks v3 over its own model. */
class JaegerBackendIT extends TraceBackendContract {
    private static final RealJaeger JAEGER = RealJaeger.start();

    @AfterAll
    static void end() {
        JAEGER.close();
    }

    @Override
    void store(List<Sent> spans) {
        JAEGER.store(spans);
    }

    @Override
    TraceBackend backend() {
        return at(JAEGER.query());
    }

    @Override
    TraceBackend at(URI base) {
        return new JaegerClient(base);
    }

    /** In v3's answer the link is its parent, so that work which lost its context would look connected. */
    @Test
    void link_within_a_trace_is_never_taken_for_a_parent() {
        Instant zero = Instant.now();
        String trace = "000000000000000000000000000f1234";
        String json = Sent.otlp(List.of(
                        span(trace, "00000000000000a1", zero, false), span(trace, "00000000000000b1", zero, true)))
                .replace(Sent.LINKED_TRACE, trace)
                .replace(Sent.LINKED_SPAN, "00000000000000a1");
        JAEGER.store(json);
        Trace found = await().atMost(Duration.ofSeconds(10))
                .until(() -> backend().trace(trace, zero), Optional::isPresent)
                .orElseThrow();

        Span linked = found.spans().get(1);
        assertThat(linked.links()).containsExactly(trace + "/00000000000000a1");
        assertThat(linked.parentId()).isEmpty();
        assertThat(found.resource(linked)).containsEntry("service.version", "1.2");
    }

    private static Sent span(String trace, String id, Instant start, boolean failed) {
        return new Sent(trace, id, Optional.empty(), "linked", "work", 2, start, Duration.ofMillis(1), failed);
    }
}
