package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.access.Access;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Jaeger 1.x and 2.x. Source: {@code GET /api/v3/traces/{id}}, {@code /api/v3/traces} and {@code /api/v3/services};
 * where there is no v3, {@code /api/traces/{id}}, {@code /api/traces} and {@code /api/services}, which 2.21 no longer has
 * but for the first. Always raw, because Jaeger otherwise shifts clocks and drops links. Which of the two it speaks is
 * found out once.
 *
 * <p>A trace is read from v3, which has nanoseconds, event names and warnings. Jaeger 1.x stores references, not OTLP, and
 * its v3 calls the first reference into the same trace the parent, even if that is a link: a span without a parent would
 * look connected. Such a link tells itself by {@code opentracing.ref_type}, and a trace with one is read from
 * {@code /api/traces/{id}}, which keeps the two apart.
 */
public final class JaegerClient implements TraceBackend {
    private final HttpJson http;
    private volatile @Nullable Boolean v3;

    /**
     * Asks nothing yet.
     *
     * @param base the base URL of the query service, with its path prefix if there is one
     */
    public JaegerClient(URI base) {
        this.http = new HttpJson("jaeger", base);
    }

    /**
     * The same as somebody's file says that it is reached.
     *
     * @param access where it answers, and what it wants to see
     */
    public JaegerClient(Access access) {
        this.http = new HttpJson("jaeger", access);
    }

    @Override
    public Source source() {
        Source one = Boolean.FALSE.equals(v3)
                ? http.source("/api/traces/TRACE-ID", "raw", "true")
                : http.source("/api/v3/traces/TRACE-ID", "rawTraces", "true");
        return new Source(one.system(), one.locator().replace("TRACE-ID", "{id}"));
    }

    @Override
    public Source servicesSource() {
        return http.source(Boolean.FALSE.equals(v3) ? "/api/services" : "/api/v3/services");
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
        return Duration.of(1, ChronoUnit.MICROS);
    }

    @Override
    public Map<String, StoredTrace> find(List<String> traceIds) {
        String id = traceIds.get(0);
        Optional<ByteString> found =
                isV3() ? body(http.ask("/api/v3/traces/" + id, "rawTraces", "true", "raw_traces", "true")) : old(id);
        return found.map(body -> new StoredTrace(body.size(), Optional.empty(), zero -> read(id, body, zero)))
                .map(stored -> Map.of(id, stored))
                .orElse(Map.of());
    }

    @Override
    public List<String> services() {
        JsonNode names = isV3()
                ? http.get("/api/v3/services").path("services")
                : http.get("/api/services").path("data");
        return Json.texts(names).stream().sorted().distinct().toList();
    }

    @Override
    public TracePage page(TraceQuery query) {
        Set<String> ids = isV3() ? idsByV3(query) : idsByV1(query);
        return new TracePage(ids, ids.size() >= query.limit());
    }

    private Set<String> idsByV3(TraceQuery query) {
        String limit = Integer.toString(query.limit());
        Optional<ByteString> body = body(http.ask(
                "/api/v3/traces",
                "query.service_name",
                query.service(),
                "query.start_time_min",
                query.from().toString(),
                "query.start_time_max",
                query.to().toString(),
                "query.num_traces",
                limit));
        return body.map(found -> OtlpTrace.ids(result(found, "/api/v3/traces"))).orElse(Set.of());
    }

    private Set<String> idsByV1(TraceQuery query) {
        JsonNode found = http.get(
                "/api/traces",
                "service",
                query.service(),
                "start",
                micros(query.from()),
                "end",
                micros(query.to()),
                "limit",
                Integer.toString(query.limit()));
        Set<String> ids = new TreeSet<>();
        found.path("data").forEach(trace -> ids.add(JaegerTrace.id(trace.path("traceID"), 32)));
        return ids;
    }

    private Trace read(String id, ByteString body, Instant zero) {
        if (!isV3()) {
            return readOld(id, body, zero);
        }
        JsonNode spans = result(body, source().locator());
        if (spans.isEmpty()) {
            throw new StackException("jaeger answered " + source().locator() + " for " + id + " without any span");
        }
        if (JaegerTrace.mayTakeLinkForParent(spans)) {
            return old(id).map(other -> readOld(id, other, zero))
                    .orElseThrow(() -> new StackException("jaeger has trace " + id
                            + " at /api/v3/traces, where a link may look like a parent, but not at /api/traces"));
        }
        return OtlpTrace.read(id, spans, zero);
    }

    private Trace readOld(String id, ByteString body, Instant zero) {
        JsonNode data = http.parse(body, source().locator()).path("data").path(0);
        if (data.path("spans").isEmpty()) {
            throw new StackException("jaeger answered " + source().locator() + " for " + id + " without any span");
        }
        return JaegerTrace.read(id, data, zero);
    }

    private JsonNode result(ByteString body, String locator) {
        JsonNode answer = http.parse(body, locator);
        if (!answer.has("result")) {
            throw new StackException("jaeger answered " + locator + " without a result");
        }
        return answer.path("result").path("resourceSpans");
    }

    private Optional<ByteString> old(String id) {
        return body(http.ask("/api/traces/" + id, "raw", "true"));
    }

    /** Empty only if Jaeger itself says that there is no such trace: a proxy's 404 is an error. */
    private Optional<ByteString> body(HttpJson.Answer answer) {
        return answer.status() == 404
                        && answer.document().filter(JaegerClient::saysNone).isPresent()
                ? Optional.empty()
                : Optional.of(http.succeeded(answer).body());
    }

    private static boolean saysNone(JsonNode body) {
        return body.path("error").path("httpCode").asInt() == 404
                || body.path("errors").path(0).path("code").asInt() == 404;
    }

    private boolean isV3() {
        Boolean known = v3;
        return known == null ? decided() : known;
    }

    /** What does not know a path answers with its user interface, or with 404. */
    private synchronized boolean decided() {
        Boolean known = v3;
        if (known == null) {
            HttpJson.Answer answer = http.ask("/api/v3/services");
            if (answer.status() != 404) {
                http.succeeded(answer);
            }
            known = answer.succeeded() && answer.document().isPresent();
            v3 = known;
        }
        return known;
    }

    private static String micros(Instant time) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }
}
