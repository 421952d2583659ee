package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs that LangSmith has, by project. {@code POST /runs/query} knows {@code session}, {@code run_type}, {@code trace}, {@code id},
 * {@code start_time}, {@code is_root}, {@code error}, {@code limit} (100 at most) and {@code cursor}; the newest come first. Tokens are
 * those of {@code outputs.usage_metadata}, or of {@code extra.metadata.usage_metadata}; what they cost is by its own price map.
 * Thread-safe.
 */
final class LangSmithRuns {
    private static final int PAGE = 100;

    /** More is not kept. */
    private static final int MOST = 200_000;

    private final PriceTable prices;
    private final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    private final Map<String, String> projects = new TreeMap<>();

    LangSmithRuns(PriceTable prices) {
        this.prices = prices;
    }

    synchronized void add(String project, ObjectNode run) {
        String session = projects.computeIfAbsent(
                project, name -> UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString());
        if (runs.size() < MOST) {
            runs.put(run.path("id").asText(), run.put("session_id", session));
        }
    }

    /** What a client does not know any more, it leaves out or sends as null. */
    synchronized void patch(String id, JsonNode changes) {
        ObjectNode run = runs.get(id);
        if (run != null) {
            changes.properties().stream()
                    .filter(each -> !each.getValue().isNull())
                    .forEach(each -> run.set(each.getKey(), each.getValue()));
        }
    }

    synchronized ArrayNode sessions(@Nullable String name) {
        ArrayNode found = Json.object().putArray("sessions");
        projects.forEach((project, id) -> {
            if (name == null || name.equals(project)) {
                found.addObject()
                        .put("id", id)
                        .put("name", project)
                        .put("tenant_id", new UUID(0, 0).toString())
                        .putNull("reference_dataset_id")
                        .put("start_time", Instant.EPOCH.toString());
            }
        });
        return found;
    }

    /** An {@link IllegalArgumentException} names what is not taken. */
    synchronized ObjectNode query(JsonNode query) {
        if (query.hasNonNull("filter") || query.hasNonNull("trace_filter") || query.hasNonNull("tree_filter")) {
            throw new IllegalArgumentException("the filter language is not taken here");
        }
        int from = query.path("cursor").asInt(0);
        int size = Math.min(PAGE, query.path("limit").asInt(PAGE));
        List<ObjectNode> found = runs.values().stream()
                .filter(run -> selects(query, run))
                .sorted(Comparator.comparing((ObjectNode run) -> time(run.path("start_time")))
                        .reversed())
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("runs");
        found.stream().skip(from).limit(size).map(this::told).forEach(page::add);
        ObjectNode cursors = answer.putObject("cursors");
        if (found.size() > from + size) {
            cursors.put("next", Integer.toString(from + size));
        } else {
            cursors.putNull("next");
        }
        return answer;
    }

    private static boolean selects(JsonNode query, ObjectNode run) {
        return among(query.path("session"), run.path("session_id").asText())
                && among(query.path("id"), run.path("id").asText())
                && is(query.path("run_type"), run.path("run_type").asText())
                && is(query.path("trace"), run.path("trace_id").asText())
                && is(query.path("is_root"), Boolean.toString(!run.hasNonNull("parent_run_id")))
                && is(query.path("error"), Boolean.toString(run.hasNonNull("error")))
                && !time(run.path("start_time")).isBefore(time(query.path("start_time")));
    }

    private static boolean among(JsonNode wanted, String value) {
        if (!wanted.isArray()) {
            return true;
        }
        for (JsonNode each : wanted) {
            if (each.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(JsonNode wanted, String value) {
        return wanted.isMissingNode() || wanted.isNull() || wanted.asText().equals(value);
    }

    /** Clients write it with and without a zone. */
    private static Instant time(JsonNode written) {
        String text = written.asText("");
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }
    }

    private ObjectNode told(ObjectNode run) {
        ObjectNode told = run.deepCopy();
        JsonNode usage = run.at("/outputs/usage_metadata").isObject()
                ? run.at("/outputs/usage_metadata")
                : run.at("/extra/metadata/usage_metadata");
        if (usage.isObject()) {
            long input = usage.path("input_tokens").asLong();
            long output = usage.path("output_tokens").asLong();
            told.put("prompt_tokens", input).put("completion_tokens", output).put("total_tokens", input + output);
            BigDecimal cost = prices.cost(
                            run.at("/extra/metadata/ls_model_name").asText(), input, output)
                    .orElse(null);
            told.put("total_cost", cost);
        }
        return told;
    }
}
