package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The few shapes that Prometheus and Alertmanager share in their JSON. */
final class Json {
    /** Go's zero time: Alertmanager's way to say "not yet". */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private Json() {}

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> values = new TreeMap<>();
        object.properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }

    static List<String> texts(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(element -> values.add(element.asText()));
        return values;
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** An RFC 3339 time with any offset; empty for a missing value or Go's zero time. */
    static Optional<Instant> time(JsonNode node) {
        if (!node.isTextual()) {
            return Optional.empty();
        }
        Instant time = OffsetDateTime.parse(node.asText()).toInstant();
        return time.equals(NEVER) ? Optional.empty() : Optional.of(time);
    }

    static Duration seconds(JsonNode node) {
        return Duration.ofNanos(Math.round(node.asDouble() * 1e9));
    }
}
