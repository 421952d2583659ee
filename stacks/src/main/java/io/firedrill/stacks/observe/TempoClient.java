package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.access.Access;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Grafana Tempo 2 and 3. Source: {@code GET /api/v2/traces/{id}}, which says whether a trace is partial;
 * {@code /api/traces/{id}} of a Tempo before 2.6 without v2; {@code /api/search} by TraceQL and
 * {@code /api/v2/search/tag/resource.service.name/values}. Its search ends at the first traces it comes across, and without
 * a window looks at recent ones only.
 */
public final class TempoClient implements TraceBackend {
    private static final String NO_SUCH_PATH = "page not found";

    private final HttpJson http;

    /**
     * Asks nothing yet.
     *
     * @param base the base URL of the query frontend
     * @param tenant whose traces, where Tempo has several tenants; sent as {@code X-Scope-OrgID} and never shown
     */
    public TempoClient(URI base, Optional<String> tenant) {
        this.http = new HttpJson(
                "tempo", base, tenant.map(id -> Map.of("X-Scope-OrgID", id)).orElse(Map.of()));
    }

    /**
     * The same as somebody's file says that it is reached.
     *
     * @param access where it answers, and what it wants to see, whose traces among that
     */
    public TempoClient(Access access) {
        this.http = new HttpJson("tempo", access);
    }

    @Override
    public Source source() {
        Source one = http.source("/api/v2/traces/TRACE-ID");
        return new Source(one.system(), one.locator().replace("TRACE-ID", "{id}"));
    }

    @Override
    public Source servicesSource() {
        return http.source("/api/v2/search/tag/resource.service.name/values");
    }

    @Override
    public Set<TraceDetail> lost() {
        return Set.of();
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public Duration resolution() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Map<String, StoredTrace> find(List<String> traceIds) {
        String id = traceIds.get(0);
        HttpJson.Answer answer = http.ask("/api/v2/traces/" + id);
        boolean old = answer.status() == 404 && answer.excerpt().contains(NO_SUCH_PATH);
        return stored(id, old ? http.ask("/api/traces/" + id) : answer)
                .map(trace -> Map.of(id, trace))
                .orElse(Map.of());
    }

    private Optional<StoredTrace> stored(String id, HttpJson.Answer answer) {
        if (isNone(answer)) {
            return Optional.empty();
        }
        JsonNode body = http.json(http.succeeded(answer));
        JsonNode trace = body.has("trace") ? body.path("trace") : body;
        JsonNode spans = trace.has("resourceSpans") ? trace.path("resourceSpans") : trace.path("batches");
        Optional<String> partial = partial(body);
        if (!body.has("trace") && spans.isMissingNode()) {
            throw new StackException(
                    "tempo answered " + answer.url() + " with neither a trace nor spans: " + answer.excerpt());
        }
        return spans.isEmpty() && partial.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoredTrace(answer.body().size(), partial, zero -> OtlpTrace.read(id, spans, zero)));
    }

    /** Its own 404 is a plain word or nothing; a proxy's is a page or names a path. */
    private static boolean isNone(HttpJson.Answer answer) {
        String text = answer.excerpt();
        return answer.status() == 404 && (text.isEmpty() || text.matches("(?i).*trace.*not found.*"));
    }

    private static Optional<String> partial(JsonNode body) {
        String status = body.path("status").asText();
        if (!status.equals("PARTIAL") && !status.equals("1")) {
            return Optional.empty();
        }
        String message = body.path("message").asText();
        return Optional.of(message.isEmpty() ? "Tempo calls it partial" : message);
    }

    @Override
    public List<String> services() {
        return Json.elements(http.get("/api/v2/search/tag/resource.service.name/values")
                        .path("tagValues"))
                .map(value -> value.path("value").asText())
                .sorted()
                .distinct()
                .toList();
    }

    @Override
    public TracePage page(TraceQuery query) {
        String service = query.service().replace("\\", "\\\\").replace("\"", "\\\"");
        JsonNode found = http.get(
                "/api/search",
                "q",
                "{ resource.service.name = \"" + service + "\" }",
                "start",
                Long.toString(query.from().getEpochSecond()),
                "end",
                Long.toString(seconds(query.to())),
                "limit",
                Integer.toString(query.limit()),
                "spss",
                "1");
        Set<String> ids = new TreeSet<>();
        found.path("traces").forEach(trace -> ids.add(JaegerTrace.id(trace.path("traceID"), 32)));
        JsonNode jobs = found.path("metrics");
        boolean cut =
                jobs.path("completedJobs").asInt() < jobs.path("totalJobs").asInt();
        return new TracePage(ids, cut || ids.size() >= query.limit());
    }

    /** Rounded up, so that no part of the window is left out. */
    private static long seconds(Instant time) {
        return time.plusNanos(999_999_999).getEpochSecond();
    }
}
