package io.firedrill.stacks.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.llm.LlmCall;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What Helicone has. Source: its API, {@code POST /v1/request/query-clickhouse} (docs.helicone.ai, 2026-08). A call leads to a trace by
 * its request id, if that is the UUID of version 3 of {@code TRACE/RETRY} or the trace id itself as a UUID, else by a custom property
 * {@code Trace-Id}. Thread-safe.
 */
final class HeliconeClient implements CallLog {
    private static final String QUERY = "/v1/request/query-clickhouse";
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 100;

    /** So many retries of a call are recognized. */
    private static final int RETRIES = 9;

    private final HttpJson http;

    HeliconeClient(URI base, String key) {
        this(new HttpJson("helicone", base, Map.of("Authorization", "Bearer " + key)));
    }

    HeliconeClient(HttpJson http) {
        this.http = http;
    }

    @Override
    public Witness witness() {
        return Witness.HELICONE;
    }

    @Override
    public Source source() {
        return http.source(QUERY);
    }

    @Override
    public List<LlmCall> calls(Instant zero, Set<String> traces) {
        Map<String, String> known = ids(traces);
        List<LlmCall> calls = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode found =
                    http.json(http.post(QUERY, query(zero.minus(SKEW), page))).path("data");
            found.forEach(row -> calls.add(call(row, zero, known, traces)));
            if (found.size() < PAGE) {
                Collections.reverse(calls);
                return calls;
            }
        }
        throw CallLog.tooMany(source(), PAGE * MOST_PAGES);
    }

    private static ObjectNode query(Instant from, int page) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        query.putObject("filter")
                .putObject("request_response_rmt")
                .putObject("request_created_at")
                .put("gte", from.toString());
        query.put("offset", page * PAGE).put("limit", PAGE).put("isCached", false);
        query.putObject("sort").put("created_at", "desc");
        return query;
    }

    private static Map<String, String> ids(Set<String> traces) {
        Map<String, String> ids = new HashMap<>();
        for (String trace : traces) {
            for (int retry = 0; retry <= RETRIES; retry++) {
                ids.put(
                        UUID.nameUUIDFromBytes((trace + "/" + retry).getBytes(UTF_8))
                                .toString(),
                        trace);
            }
        }
        return ids;
    }

    private static LlmCall call(JsonNode row, Instant zero, Map<String, String> known, Set<String> traces) {
        String id = row.path("request_id").asText().toLowerCase(Locale.ROOT);
        int status = row.path("response_status").asInt();
        return new LlmCall(
                id,
                Duration.between(zero, CallLog.utc(row.path("request_created_at"))),
                Optional.ofNullable(known.get(id))
                        .or(() -> property(row))
                        .or(() -> Optional.of(id.replace("-", "")).filter(traces::contains)),
                status < 200 || status >= 400,
                row.path("model").asText(row.path("request_model").asText()),
                row.path("prompt_tokens").asLong(),
                row.path("completion_tokens").asLong(),
                Optional.of(row.path("costUSD")).filter(JsonNode::isNumber).map(JsonNode::decimalValue));
    }

    private static Optional<String> property(JsonNode row) {
        return row.path("request_properties").properties().stream()
                .filter(each -> each.getKey().equalsIgnoreCase("trace-id"))
                .map(each -> each.getValue().asText())
                .findFirst();
    }
}
