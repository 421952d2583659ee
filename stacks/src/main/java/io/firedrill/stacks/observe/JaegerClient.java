package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.trace.Trace;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okio.ByteString;

/**
 * The traces Jaeger stored. Source: {@code GET /api/traces/{id}?raw=true}, the one v1 endpoint that Jaeger 1.x and 2.x
 * share, and {@code /api/services} with {@code /api/v3/services} where that is gone (after 2.20). Raw, because Jaeger
 * otherwise shifts clocks and drops links. Every method throws an {@link io.firedrill.stacks.StackException} that names
 * the URL, the status and the beginning of the body. Thread-safe.
 */
public final class JaegerClient {
    private final HttpJson http;

    /**
     * Asks nothing yet.
     *
     * @param base the base URL of the query service, with its path prefix if there is one
     */
    public JaegerClient(URI base) {
        this.http = new HttpJson("jaeger", base);
    }

    /**
     * One trace as it is stored now; spans may still be missing.
     *
     * @param traceId 32 hex digits
     * @param zero clock zero, which the spans' times count from
     * @return the trace, or empty if Jaeger does not have it
     */
    public Optional<Trace> trace(String traceId, Instant zero) {
        return raw(traceId).flatMap(body -> trace(traceId, body, zero));
    }

    /**
     * The services it has seen.
     *
     * @return their names, sorted
     */
    public List<String> services() {
        Optional<ByteString> old = http.find("/api/services");
        JsonNode names = old.isPresent()
                ? http.parse(old.get(), servicesSource().locator()).path("data")
                : http.get("/api/v3/services").path("services");
        return Json.texts(names).stream().sorted().distinct().toList();
    }

    /** The ids of traces that hold a span of a service, at most so many. */
    Set<String> search(String service, Instant from, Instant to, int most) {
        JsonNode found = http.get(
                "/api/traces",
                "service",
                service,
                "start",
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, from)),
                "end",
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, to)),
                "limit",
                Integer.toString(most));
        return Json.elements(found.path("data"))
                .map(trace -> trace.path("traceID").asText())
                .map(id -> "0".repeat(Math.max(0, 32 - id.length())) + id)
                .collect(Collectors.toSet());
    }

    Source searchSource(String service) {
        return http.source("/api/traces", "service", service);
    }

    Optional<ByteString> raw(String traceId) {
        return http.find("/api/traces/" + traceId, "raw", "true");
    }

    Optional<Trace> trace(String traceId, ByteString raw, Instant zero) {
        JsonNode data = http.parse(raw, source().locator()).path("data").path(0);
        return data.path("spans").isEmpty() ? Optional.empty() : Optional.of(JaegerTrace.read(traceId, data, zero));
    }

    /** The URL pattern of all traces. */
    Source source() {
        Source one = http.source("/api/traces/TRACE-ID", "raw", "true");
        return new Source(one.system(), one.locator().replace("TRACE-ID", "{id}"));
    }

    Source servicesSource() {
        return http.source("/api/services");
    }
}
