package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A query of Helicone's {@code POST /v1/request/query} and {@code query-clickhouse}: {@code filter} is {@code "all"}, a leaf {@code
 * {table: {column: {operator: value}}}} or {@code {left, operator: and|or, right}}; with {@code offset}, {@code limit} (1000 at most)
 * and {@code sort.created_at}. Immutable.
 */
final class HeliconeQuery {
    private static final int MOST = 1000;

    /** By the names of either endpoint. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("id", "request_id"),
            Map.entry("request_id", "request_id"),
            Map.entry("created_at", "request_created_at"),
            Map.entry("request_created_at", "request_created_at"),
            Map.entry("status", "response_status"),
            Map.entry("model", "model"),
            Map.entry("latency", "delay_ms"),
            Map.entry("cost", "costUSD"),
            Map.entry("prompt_tokens", "prompt_tokens"),
            Map.entry("completion_tokens", "completion_tokens"),
            Map.entry("total_tokens", "total_tokens"),
            Map.entry("time_to_first_token", "time_to_first_token"));

    private final JsonNode body;

    HeliconeQuery(JsonNode body) {
        this.body = body;
    }

    /** An {@link IllegalArgumentException} names what it does not know. */
    ArrayNode of(List<ObjectNode> rows) {
        Comparator<ObjectNode> older = Comparator.comparing(
                row -> Instant.parse(row.path("request_created_at").asText()));
        boolean ascending = body.at("/sort/created_at").asText("desc").equals("asc");
        ArrayNode found = Json.object().putArray("data");
        rows.stream()
                .filter(row -> holds(body.path("filter"), row))
                .sorted(ascending ? older : older.reversed())
                .skip(body.path("offset").asLong())
                .limit(Math.min(MOST, body.path("limit").asInt(10)))
                .forEach(found::add);
        return found;
    }

    private static boolean holds(JsonNode filter, ObjectNode row) {
        if (filter.asText().equals("all") || filter.isMissingNode()) {
            return true;
        }
        if (filter.has("left")) {
            boolean left = holds(filter.path("left"), row);
            return filter.path("operator").asText().equals("or")
                    ? left || holds(filter.path("right"), row)
                    : left && holds(filter.path("right"), row);
        }
        Map.Entry<String, JsonNode> column = only(only(filter).getValue());
        String field = Optional.ofNullable(COLUMNS.get(column.getKey()))
                .orElseThrow(() -> new IllegalArgumentException("no column " + column.getKey()));
        Map.Entry<String, JsonNode> test = only(column.getValue());
        return compare(test.getKey(), row.path(field), test.getValue());
    }

    private static Map.Entry<String, JsonNode> only(JsonNode object) {
        if (object.size() != 1 || !object.isObject()) {
            throw new IllegalArgumentException("a leaf has one table, one column and one operator: " + object);
        }
        return object.properties().iterator().next();
    }

    private static boolean compare(String operator, JsonNode is, JsonNode wanted) {
        int order = order(is.asText(), wanted.asText());
        return switch (operator) {
            case "equals" -> order == 0;
            case "not-equals" -> order != 0;
            case "gte" -> order >= 0;
            case "gt" -> order > 0;
            case "lte" -> order <= 0;
            case "lt" -> order < 0;
            case "contains" -> is.asText().contains(wanted.asText());
            case "ilike" ->
                is.asText()
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted.asText().toLowerCase(Locale.ROOT).replace("%", ""));
            default -> throw new IllegalArgumentException("no operator " + operator);
        };
    }

    private static int order(String left, String right) {
        try {
            return new BigDecimal(left).compareTo(new BigDecimal(right));
        } catch (NumberFormatException e) {
            try {
                return Instant.parse(left).compareTo(Instant.parse(right));
            } catch (DateTimeParseException noTime) {
                return left.compareTo(right);
            }
        }
    }
}
