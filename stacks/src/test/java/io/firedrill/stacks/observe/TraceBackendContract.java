package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.stacks.StackException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every trace backend must do, however it is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TraceBackendContract {
    private static final String WHOLE = "00000000000000000000000000abc123";
    private static final String BESIDE = "a0000000000000000000000000abc123";
    private static final String UNKNOWN = "00000000000000000000000000abc129";
    private static final String CLIENT = "00000000000000f0";
    private static final int BUSY = 12;
    private static final int AT_ONCE = 6;

    private final List<FakeApi> apis = new ArrayList<>();
    private final Instant zero = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

    /** Stores spans, in a server of its own. */
    abstract void store(List<Sent> spans);

    /** The backend whose server that is. */
    abstract TraceBackend backend();

    /** The same kind of backend, somewhere else. */
    abstract TraceBackend at(URI base);

    @BeforeAll
    void fill() {
        List<Sent> spans = new ArrayList<>(List.of(
                span(WHOLE, "a1", Optional.of(CLIENT), "Gateway", "POST /V1", 2, 123_456_789, true),
                span(WHOLE, "b2", Optional.of("00000000000000a1"), "inference", "Usage", 5, 124_000_001, false),
                span(WHOLE, "b3", Optional.of("00000000000000a1"), "Gateway", "within", 1, 124_000_002, false),
                span(BESIDE, "a1", Optional.empty(), "Gateway", "other", 2, 1_000, false)));
        for (int i = 0; i < BUSY; i++) {
            spans.add(span(busy(i), "d1", Optional.empty(), "busy", "spread", 2, i * 2_000_000_000L, false));
        }
        for (int i = 0; i < AT_ONCE; i++) {
            spans.add(span(atOnce(i), "e1", Optional.empty(), "crowd", "at once", 2, 7_000_000, false));
        }
        store(spans);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> backend().trace(atOnce(AT_ONCE - 1), zero).isPresent());
    }

    private static String busy(int i) {
        return "0000000000000000000000000b%06x".formatted(i);
    }

    private static String atOnce(int i) {
        return "0000000000000000000000000c%06x".formatted(i);
    }

    private Sent span(
            String trace,
            String id,
            Optional<String> parent,
            String service,
            String name,
            int kind,
            long nanos,
            boolean failed) {
        return new Sent(
                trace,
                "00000000000000" + id,
                parent,
                service,
                name,
                kind,
                zero.plusNanos(nanos),
                Duration.ofMillis(5),
                failed);
    }

    private Trace whole() {
        return backend().trace(WHOLE, zero).orElseThrow();
    }

    private static Span named(Trace trace, String name) {
        return trace.spans().stream()
                .filter(span -> span.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean keeps(TraceDetail detail) {
        return !backend().lost().contains(detail);
    }

    @Test
    void trace_runs_across_services_from_parent_to_child() {
        Trace trace = whole();

        assertThat(trace.traceId()).isEqualTo(WHOLE);
        assertThat(trace.spans())
                .extracting(Span::spanId)
                .containsExactly("00000000000000a1", "00000000000000b2", "00000000000000b3");
        assertThat(trace.spans()).extracting(Span::kind).containsExactly("server", "consumer", "internal");
        assertThat(named(trace, "POST /V1").parentId()).contains(CLIENT);
        assertThat(named(trace, "Usage").parentId()).contains("00000000000000a1");
        assertThat(named(trace, "Usage").service()).isEqualTo("inference");
    }

    @Test
    void times_are_exact_to_the_microsecond() {
        Span entry = named(whole(), "POST /V1");

        assertThat(entry.start()).isCloseTo(Duration.ofNanos(123_456_789), Duration.ofNanos(999));
        assertThat(entry.duration()).isEqualTo(Duration.ofMillis(5));
        assertThat(entry.events().get(0).at().toNanos()).isCloseTo(124_456_789, within(999L));
    }

    @Test
    void error_is_told_with_its_description_and_its_exception() {
        Span entry = named(whole(), "POST /V1");

        assertThat(entry.error()).isTrue();
        assertThat(entry.description()).contains("bad gateway");
        assertThat(entry.events().get(0).name()).isEqualTo("exception");
        assertThat(entry.exceptions()).containsExactly(Map.of("exception.type", "java.io.IOException"));
        assertThat(named(whole(), "Usage").error()).isFalse();
        assertThat(named(whole(), "Usage").description()).isEmpty();
    }

    @Test
    void attributes_are_what_was_sent_and_nothing_else() {
        Span usage = named(whole(), "Usage");

        assertThat(usage.attributes()).isEqualTo(Map.of("http.response.status_code", "502", "sizes", "[1,\"b\"]"));
        assertThat(usage.scope()).contains(new Span.Scope("tomcat", "2.0"));
    }

    @Test
    void what_is_not_declared_lost_is_kept() {
        Trace trace = whole();
        Span entry = named(trace, "POST /V1");

        assertThat(entry.links())
                .isEqualTo(keeps(TraceDetail.LINKS) ? List.of(Sent.LINKED_TRACE + "/" + Sent.LINKED_SPAN) : List.of());
        assertThat(trace.resource(entry))
                .isEqualTo(
                        keeps(TraceDetail.RESOURCE)
                                ? Map.of("service.name", "Gateway", "service.version", "1.2")
                                : Map.of());
        assertThat(entry.name()).isEqualTo(keeps(TraceDetail.NAME_CASE) ? "POST /V1" : "post /v1");
        assertThat(entry.service()).isEqualTo(keeps(TraceDetail.NAME_CASE) ? "Gateway" : "gateway");
    }

    @Test
    void unknown_trace_is_not_there() {
        assertThat(backend().trace(UNKNOWN, zero)).isEmpty();
    }

    /** Their lower halves are the same. */
    @Test
    void traces_with_half_an_id_in_common_are_two() {
        assertThat(backend().trace(BESIDE, zero).orElseThrow().spans())
                .extracting(Span::name)
                .containsExactly("other");
    }

    @Test
    void several_are_found_at_once_without_the_one_that_is_not_there() {
        List<String> asked = backend().batch() == 1 ? List.of(WHOLE) : List.of(UNKNOWN, busy(1), WHOLE);
        List<String> there = asked.stream().filter(id -> !id.equals(UNKNOWN)).toList();

        Map<String, StoredTrace> found = backend().find(asked);

        StoredTrace stored = Objects.requireNonNull(found.get(WHOLE));

        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(there);
        assertThat(stored.reader().apply(zero)).isEqualTo(whole());
        assertThat(stored.partial()).isEmpty();
    }

    @Test
    void services_are_listed_once_and_sorted() {
        String gateway = keeps(TraceDetail.NAME_CASE) ? "Gateway" : "gateway";

        assertThat(backend().services()).isSorted().contains(gateway, "inference", "busy", "crowd");
    }

    @Test
    void full_page_is_split_until_everything_is_found() {
        TraceQuery all = new TraceQuery("busy", zero, zero.plusSeconds(30), 5);

        assertThat(backend().page(all).full()).isTrue();
        TraceSearch search = backend().search(all);

        assertThat(search.isComplete()).isTrue();
        assertThat(search.traceIds())
                .isEqualTo(new TreeSet<>(IntStream.range(0, BUSY)
                        .mapToObj(TraceBackendContract::busy)
                        .toList()));
    }

    /** It would do for "no further trace", were it not full. */
    @Test
    void page_that_is_full_within_one_instant_proves_nothing() {
        TraceSearch search = backend().search(new TraceQuery("crowd", zero, zero.plusSeconds(10), AT_ONCE - 1));

        assertThat(search.isComplete()).isFalse();
        assertThat(search.unsure())
                .allSatisfy(window -> assertThat(window.length())
                        .isLessThanOrEqualTo(backend().resolution()));
    }

    @Test
    void search_leaves_out_what_was_before_its_window() {
        TraceQuery later = new TraceQuery("busy", zero.plusSeconds(60), zero.plusSeconds(90), 5);

        assertThat(backend().search(later)).isEqualTo(new TraceSearch(Set.of(), List.of()));
    }

    @Test
    void failure_of_the_server_is_named_and_never_taken_for_absence() {
        assertError(503, "storage is down", "503", "storage is down");
    }

    @Test
    void page_of_a_proxy_is_never_taken_for_absence() {
        assertError(404, "<html><body>404 no such backend</body></html>", "404", "no such backend");
        assertError(200, "<html><body>please log in</body></html>", "no JSON");
    }

    @Test
    void path_that_is_unknown_is_never_taken_for_absence() {
        assertError(404, "404 page not found", "404", "page not found");
    }

    @Test
    void answer_without_a_trace_is_never_taken_for_absence() {
        assertThatThrownBy(() -> answering(200, "{\"message\":\"hello\"}").trace(WHOLE, zero))
                .isInstanceOf(StackException.class);
    }

    private void assertError(int status, String body, String... parts) {
        TraceBackend backend = answering(status, body);

        assertThatThrownBy(() -> backend.trace(WHOLE, zero))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("http://127.0.0.1")
                .satisfies(error -> assertThat(error.getMessage()).contains(parts));
    }

    /** A server that always says the same. */
    private TraceBackend answering(int status, String body) {
        FakeApi api = new FakeApi().otherwise(request -> FakeApi.response(status, body));
        apis.add(api);
        return at(api.base());
    }

    @AfterAll
    void stop() {
        apis.forEach(FakeApi::close);
    }
}
