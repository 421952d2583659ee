package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.llm.LlmCall;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What LangSmith has of one project. Source: its API, {@code GET /sessions} and {@code POST /runs/query} (docs.langchain.com/langsmith,
 * 2026-08; the client langsmith 0.15 for Python). Only runs of type {@code llm} are asked for. Thread-safe.
 */
final class LangSmithClient implements CallLog {
    private static final String QUERY = "/runs/query";
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 1000;
    private static final List<String> FIELDS = List.of(
            "id",
            "trace_id",
            "start_time",
            "status",
            "error",
            "prompt_tokens",
            "completion_tokens",
            "total_cost",
            "extra");

    private final HttpJson http;
    private final String project;

    LangSmithClient(URI base, String key, String project) {
        this(new HttpJson("langsmith", base, Map.of("x-api-key", key)), project);
    }

    LangSmithClient(HttpJson http, String project) {
        this.http = http;
        this.project = project;
    }

    @Override
    public Witness witness() {
        return Witness.LANGSMITH;
    }

    @Override
    public Source source() {
        return http.source(QUERY);
    }

    @Override
    public List<LlmCall> calls(Instant zero, Set<String> traces) {
        JsonNode sessions = http.get("/sessions", "name", project, "limit", "1");
        return sessions.isEmpty()
                ? List.of()
                : runs(query(sessions.path(0).path("id").asText(), zero.minus(SKEW)), zero);
    }

    private List<LlmCall> runs(ObjectNode query, Instant zero) {
        List<LlmCall> calls = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode found = http.json(http.post(QUERY, query));
            found.path("runs").forEach(run -> calls.add(call(run, zero)));
            JsonNode next = found.at("/cursors/next");
            if (!next.isTextual()) {
                Collections.reverse(calls);
                return calls;
            }
            query.put("cursor", next.asText());
        }
        throw CallLog.tooMany(source(), PAGE * MOST_PAGES);
    }

    private static ObjectNode query(String session, Instant from) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        query.putArray("session").add(session);
        query.put("run_type", "llm").put("start_time", from.toString()).put("limit", PAGE);
        ArrayNode fields = query.putArray("select");
        FIELDS.forEach(fields::add);
        return query;
    }

    private static LlmCall call(JsonNode run, Instant zero) {
        return new LlmCall(
                run.path("id").asText(),
                Duration.between(zero, CallLog.utc(run.path("start_time"))),
                Optional.of(run.path("trace_id").asText().replace("-", "")).filter(id -> !id.isEmpty()),
                run.hasNonNull("error") || run.path("status").asText().equals("error"),
                run.at("/extra/metadata/ls_model_name").asText(),
                run.path("prompt_tokens").asLong(),
                run.path("completion_tokens").asLong(),
                cost(run.path("total_cost")));
    }

    /** A number, or one as a text. */
    private static Optional<BigDecimal> cost(JsonNode node) {
        try {
            return node.isNumber() || node.isTextual() ? Optional.of(new BigDecimal(node.asText())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
