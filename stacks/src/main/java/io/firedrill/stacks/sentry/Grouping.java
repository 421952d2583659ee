package io.firedrill.stacks.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which errors are one issue: those of one fingerprint, else of the same exceptions, thrown in the same functions of the application,
 * else of the same message. Source: "Issue Grouping" of Sentry's documentation (2026-08), without its enhancements, its clustering
 * by text and what a project sets.
 */
final class Grouping {
    private static final String DEFAULT = "{{ default }}";

    private Grouping() {}

    /** An id of the issue; the same for the same. */
    static String issue(JsonNode event) {
        List<String> parts = new ArrayList<>();
        JsonNode fingerprint = event.path("fingerprint");
        if (fingerprint.isEmpty()) {
            parts.add(standard(event));
        }
        fingerprint.forEach(part -> parts.add(part.asText().equals(DEFAULT) ? standard(event) : part.asText()));
        byte[] name = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
        return Long.toUnsignedString(UUID.nameUUIDFromBytes(name).getMostSignificantBits());
    }

    private static String standard(JsonNode event) {
        List<String> parts = new ArrayList<>();
        for (JsonNode exception : event.at("/exception/values")) {
            parts.add(exception.path("type").asText());
            for (JsonNode frame : exception.at("/stacktrace/frames")) {
                if (frame.path("in_app").asBoolean()) {
                    parts.add(frame.path("module").asText() + "."
                            + frame.path("function").asText());
                }
            }
        }
        return parts.isEmpty()
                ? event.at("/message/formatted")
                        .asText(event.at("/message/message").asText(""))
                : String.join(" ", parts);
    }
}
