package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Against answers in the shapes of Tempo's documentation: ids in base64, kinds by name, search results without leading
 * zeros. No Tempo can be had where this is built.
 */
class TempoBackendTest extends TraceBackendContract {
    private static final String DOCUMENTED = "5b8efff798038103d269b633813fc700";
    private static final Instant ZERO = Instant.ofEpochSecond(1_689_969_302);
    /** From "Push spans with HTTP" of its documentation. */
    private static final String TRACE = """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"my.service"}}]},
             "scopeSpans":[{"scope":{"name":"my.library","version":"1.0.0"},"spans":[{"traceId":"W47/95gDgQPSabYzgT/HAA==",
             "spanId":"7uGbfsPBsQA=","name":"I am a span!","kind":"SPAN_KIND_SERVER",
             "startTimeUnixNano":"1689969302000000000","endTimeUnixNano":"1689970000000000000",
             "attributes":[{"key":"my.span.attr","value":{"stringValue":"some value"}}],"status":{}}]}]}]}""";

    private final FakeApi api = new FakeApi();
    private final FakeApi other = new FakeApi();

    @AfterAll
    void close() {
        api.close();
        other.close();
    }

    @Override
    void store(List<Sent> spans) {
        Map<String, List<Sent>> traces = spans.stream().collect(Collectors.groupingBy(Sent::trace));
        traces.forEach((id, parts) ->
                api.get("/api/v2/traces/" + id, "{\"trace\":" + Sent.protobufJson(parts) + ",\"metrics\":{}}"));
        api.otherwise(request -> FakeApi.response(404, "trace not found"));
        String services = spans.stream()
                .map(Sent::service)
                .distinct()
                .map(name -> "{\"type\":\"string\",\"value\":\"" + name + "\"}")
                .collect(Collectors.joining(","));
        api.get("/api/v2/search/tag/resource.service.name/values", "{\"tagValues\":[" + services + "],\"metrics\":{}}");
        api.on("GET /api/search", found(spans));
    }

    /** The newest first, as many as the page holds; times in whole seconds. */
    private static Function<RecordedRequest, MockResponse> found(List<Sent> spans) {
        return request -> {
            Function<String, String> query =
                    name -> String.valueOf(request.getUrl().queryParameter(name));
            String traces = spans.stream()
                    .filter(span -> query.apply("q").equals("{ resource.service.name = \"" + span.service() + "\" }"))
                    .filter(span -> span.start().getEpochSecond() >= Long.parseLong(query.apply("start")))
                    .filter(span -> span.start().getEpochSecond() < Long.parseLong(query.apply("end")))
                    .sorted(Comparator.comparing(Sent::start).reversed())
                    .limit(Long.parseLong(query.apply("limit")))
                    .map(span -> "{\"traceID\":\"" + span.trace().replaceFirst("^0+", "") + "\",\"durationMs\":5}")
                    .collect(Collectors.joining(","));
            return FakeApi.response(
                    200, "{\"traces\":[" + traces + "],\"metrics\":{\"completedJobs\":1,\"totalJobs\":1}}");
        };
    }

    @Override
    TraceBackend backend() {
        return at(api.base());
    }

    @Override
    TraceBackend at(URI base) {
        return new TempoClient(base, Optional.empty());
    }

    private Optional<String> partial(String id) {
        return Objects.requireNonNull(at(other.base()).find(List.of(id)).get(id))
                .partial();
    }

    @Test
    void documented_answer_is_read() {
        other.get("/api/v2/traces/" + DOCUMENTED, "{\"trace\":" + TRACE + "}");

        Trace trace = at(other.base()).trace(DOCUMENTED, ZERO).orElseThrow();

        assertThat(trace.spans()).singleElement().satisfies(span -> {
            assertThat(span.spanId()).isEqualTo("eee19b7ec3c1b100");
            assertThat(span.kind()).isEqualTo("server");
            assertThat(span.error()).isFalse();
        });
    }

    @Test
    void tempo_without_v2_is_asked_the_old_way() {
        other.otherwise(request -> FakeApi.response(404, "404 page not found"));
        other.get("/api/traces/" + DOCUMENTED, TRACE.replace("resourceSpans", "batches"));

        assertThat(at(other.base()).trace(DOCUMENTED, ZERO).orElseThrow().spans())
                .extracting(Span::service)
                .containsExactly("my.service");
    }

    @Test
    void partial_trace_says_so() {
        other.get(
                "/api/v2/traces/" + DOCUMENTED,
                "{\"trace\":" + TRACE + ",\"status\":\"PARTIAL\",\"message\":\"trace exceeds max size\"}");

        assertThat(partial(DOCUMENTED)).contains("trace exceeds max size");
    }

    @Test
    void trace_without_spans_is_not_there_unless_it_is_partial() {
        other.get("/api/v2/traces/1", "{\"trace\":{},\"metrics\":{}}");
        other.get("/api/v2/traces/2", "{\"trace\":{},\"status\":\"PARTIAL\"}");

        assertThat(at(other.base()).find(List.of("1"))).isEmpty();
        assertThat(partial("2")).isPresent();
    }

    /** Its limit was not reached, and yet there may be more. */
    @Test
    void search_that_was_cut_short_is_full() {
        other.get("/api/search", "{\"traces\":[],\"metrics\":{\"completedJobs\":1,\"totalJobs\":3}}");

        assertThat(at(other.base())
                        .page(new TraceQuery("any", ZERO, ZERO.plusSeconds(9), 5))
                        .full())
                .isTrue();
    }

    @Test
    void tenant_is_sent_and_never_shown() {
        TraceBackend backend = new TempoClient(other.base(), Optional.of("secret-team"));
        other.on(
                "GET /api/v2/traces/7",
                request -> FakeApi.response(
                        "secret-team".equals(request.getHeaders().get("X-Scope-OrgID")) ? 500 : 401, "no"));

        assertThat(catchThrowable(() -> backend.find(List.of("7"))))
                .hasMessageContaining("500")
                .message()
                .doesNotContain("secret-team");
        assertThat(backend.source().locator()).doesNotContain("secret-team");
    }
}
