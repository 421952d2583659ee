package io.firedrill.stacks.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was taken, as the API tells it. Thread-safe. */
final class Received {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ERROR = "error";

    private final List<ObjectNode> events = new ArrayList<>();
    private final Map<String, Long> discarded = new TreeMap<>();
    private long turnedAway;

    /** What an SDK is answered. */
    synchronized JsonNode add(Envelope envelope, Instant at) throws IOException {
        String id = envelope.header().path("event_id").asText("");
        for (Envelope.Item item : envelope.items()) {
            switch (item.type()) {
                case "event" -> events.add(told(item.json(), at));
                case "client_report" -> report(item);
                default -> {
                    // Taken, and of no interest here.
                }
            }
        }
        return JSON.objectNode().put("id", id);
    }

    /** Whether errors were in it, which are counted and not taken; what an SDK reports is. */
    synchronized boolean turnAway(Envelope envelope) throws IOException {
        long errors = envelope.items().stream()
                .filter(item -> item.type().equals("event"))
                .count();
        turnedAway += errors;
        if (errors > 0) {
            for (Envelope.Item item : envelope.items()) {
                if (item.type().equals("client_report")) {
                    report(item);
                }
            }
        }
        return errors > 0;
    }

    private void report(Envelope.Item item) throws IOException {
        item.json().path("discarded_events").forEach(each -> {
            if (each.path("category").asText().equals(ERROR)) {
                discarded.merge(
                        each.path("reason").asText(), each.path("quantity").asLong(), Long::sum);
            }
        });
    }

    /** Whether there are more. */
    synchronized boolean page(int from, int size, ArrayNode page) {
        for (int i = events.size() - 1 - from; i >= 0 && page.size() < size; i--) {
            page.add(events.get(i));
        }
        return events.size() > from + size;
    }

    synchronized JsonNode stats() {
        ObjectNode stats = JSON.objectNode();
        ArrayNode groups = stats.putArray("groups");
        discarded.forEach((reason, quantity) -> group(groups, "client_discard", reason, quantity));
        if (turnedAway > 0) {
            group(groups, "rate_limited", "key_quota", turnedAway);
        }
        return stats;
    }

    private static void group(ArrayNode groups, String outcome, String reason, long quantity) {
        ObjectNode group = groups.addObject();
        group.putObject("by").put("outcome", outcome).put("reason", reason);
        group.putObject("totals").put("sum(quantity)", quantity);
    }

    private static ObjectNode told(JsonNode event, Instant at) {
        String id = event.path("event_id").asText();
        ObjectNode told = JSON.objectNode();
        told.put("id", id).put("eventID", id).put("groupID", Grouping.issue(event));
        told.put("title", title(event)).put("dateReceived", at.toString());
        told.put("dateCreated", event.path("timestamp").asText(at.toString()));
        told.set("release", release(event));
        told.set("user", event.has("user") ? event.path("user") : JSON.nullNode());
        told.set("contexts", event.path("contexts"));
        told.set("context", event.path("extra"));
        told.set("tags", tags(event));
        ArrayNode entries = told.putArray("entries");
        if (event.has("exception")) {
            entries.addObject().put("type", "exception").set("data", event.path("exception"));
        }
        if (event.has("request")) {
            entries.addObject().put("type", "request").set("data", event.path("request"));
        }
        return told;
    }

    private static String title(JsonNode event) {
        JsonNode values = event.at("/exception/values");
        JsonNode last = values.path(values.size() - 1);
        return values.isEmpty()
                ? event.at("/message/formatted").asText("<unlabeled event>")
                : last.path("type").asText() + ": " + last.path("value").asText();
    }

    private static JsonNode release(JsonNode event) {
        return event.has("release")
                ? JSON.objectNode().put("version", event.path("release").asText())
                : JSON.nullNode();
    }

    /** The environment is a tag there. */
    private static ArrayNode tags(JsonNode event) {
        ArrayNode tags = JSON.arrayNode();
        event.path("tags")
                .properties()
                .forEach(tag -> tags.addObject()
                        .put("key", tag.getKey())
                        .put("value", tag.getValue().asText()));
        if (event.has("environment")) {
            tags.addObject()
                    .put("key", "environment")
                    .put("value", event.path("environment").asText());
        }
        return tags;
    }
}
