package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.access.Access;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Zipkin 2 and 3. Source: {@code GET /api/v2/trace/{id}}, {@code /api/v2/traceMany}, {@code /api/v2/traces} and
 * {@code /api/v2/services}. It keeps neither links nor resources, and writes names in lower case.
 */
public final class ZipkinClient implements TraceBackend {
    /** As many ids as fit into a URL that every proxy takes. */
    private static final int BATCH = 50;

    private final HttpJson http;

    /**
     * Asks nothing yet.
     *
     * @param base the base URL of the server
     */
    public ZipkinClient(URI base) {
        this.http = new HttpJson("zipkin", base);
    }

    /**
     * The same as somebody's file says that it is reached.
     *
     * @param access where it answers, and what it wants to see
     */
    public ZipkinClient(Access access) {
        this.http = new HttpJson("zipkin", access);
    }

    @Override
    public Source source() {
        Source one = http.source("/api/v2/trace/TRACE-ID");
        return new Source(one.system(), one.locator().replace("TRACE-ID", "{id}"));
    }

    @Override
    public Source servicesSource() {
        return http.source("/api/v2/services");
    }

    @Override
    public Set<TraceDetail> lost() {
        return Set.of(TraceDetail.LINKS, TraceDetail.RESOURCE, TraceDetail.NAME_CASE, TraceDetail.TRACE_STATE);
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Duration resolution() {
        return Duration.ofMillis(1);
    }

    @Override
    public Map<String, StoredTrace> find(List<String> traceIds) {
        Map<String, StoredTrace> found = new LinkedHashMap<>();
        if (traceIds.size() == 1) {
            one(traceIds.get(0)).ifPresent(spans -> found.put(traceIds.get(0), stored(traceIds.get(0), spans)));
            return found;
        }
        for (JsonNode spans : array("/api/v2/traceMany", "traceIds", String.join(",", traceIds))) {
            String id = ZipkinTrace.traceId(spans.path(0));
            if (!traceIds.contains(id)) {
                throw new StackException("zipkin answered " + http.source("/api/v2/traceMany") + " with trace " + id
                        + ", which nobody asked for; set STRICT_TRACE_ID=true");
            }
            found.put(id, stored(id, spans));
        }
        return found;
    }

    /** Its word for "not there" repeats the id; it leaves out the zeros of the upper half. */
    private Optional<JsonNode> one(String id) {
        HttpJson.Answer answer = http.ask("/api/v2/trace/" + id);
        if (answer.status() == 404 && answer.excerpt().matches("0*" + id.replaceFirst("^0+", "") + " not found")) {
            return Optional.empty();
        }
        return Optional.of(list(http.json(http.succeeded(answer)), answer.url().toString()));
    }

    private static StoredTrace stored(String id, JsonNode spans) {
        return new StoredTrace(spans.size(), Optional.empty(), zero -> ZipkinTrace.read(id, spans, zero));
    }

    @Override
    public List<String> services() {
        return Json.texts(array("/api/v2/services")).stream()
                .sorted()
                .distinct()
                .toList();
    }

    @Override
    public TracePage page(TraceQuery query) {
        JsonNode traces = array(
                "/api/v2/traces",
                "serviceName",
                query.service().toLowerCase(Locale.ROOT),
                "endTs",
                Long.toString(millis(query.to())),
                "lookback",
                Long.toString(millis(query.to()) - query.from().toEpochMilli()),
                "limit",
                Integer.toString(query.limit()));
        Set<String> ids = new TreeSet<>();
        traces.forEach(spans -> ids.add(ZipkinTrace.traceId(spans.path(0))));
        return new TracePage(ids, traces.size() >= query.limit());
    }

    private JsonNode array(String path, String... query) {
        return list(http.get(path, query), http.source(path, query).locator());
    }

    private static JsonNode list(JsonNode answer, String locator) {
        if (!answer.isArray()) {
            throw new StackException("zipkin at " + locator + " answered something that is no list");
        }
        return answer;
    }

    /** Rounded up, so that no part of the window is left out. */
    private static long millis(Instant time) {
        return time.plusNanos(999_999).toEpochMilli();
    }
}
