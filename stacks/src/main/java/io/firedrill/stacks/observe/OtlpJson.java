package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.stacks.StackException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The scalars of OTLP's JSON. By its specification ids are hexadecimal, enumerations numbers and 64-bit numbers strings;
 * what prints protobuf as JSON in the general way (Tempo, older Jaeger) writes ids in base64 and enumerations by name.
 */
final class OtlpJson {
    private static final String[] KINDS = {"internal", "internal", "server", "client", "producer", "consumer"};
    private static final int ERROR = 2;

    private OtlpJson() {}

    /** An id of so many hex digits; empty text stays empty. */
    static String id(JsonNode node, int digits) {
        String text = node.asText();
        if (text.length() == digits || text.isEmpty()) {
            return text.toLowerCase(Locale.ROOT);
        }
        String hex = hex(text);
        if (hex.length() != digits) {
            throw new StackException("a span has the id \"" + text + "\", which is neither " + digits
                    + " hex digits nor as many bits in base64");
        }
        return hex;
    }

    private static String hex(String base64) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static String kind(JsonNode kind) {
        if (kind.isTextual()) {
            String name = kind.asText().replace("SPAN_KIND_", "").toLowerCase(Locale.ROOT);
            return name.equals("unspecified") ? "internal" : name;
        }
        return KINDS[Math.min(Math.max(kind.asInt(), 0), KINDS.length - 1)];
    }

    static boolean isError(JsonNode code) {
        return code.asText().equals("STATUS_CODE_ERROR") || code.asInt() == ERROR;
    }

    /** {@code {"arrayValue":..}} and the like as plain JSON. */
    static JsonNode plain(JsonNode any) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (any.has("arrayValue")) {
            ArrayNode array = nodes.arrayNode();
            any.path("arrayValue").path("values").forEach(value -> array.add(plain(value)));
            return array;
        }
        if (any.has("kvlistValue")) {
            ObjectNode object = nodes.objectNode();
            any.path("kvlistValue")
                    .path("values")
                    .forEach(entry -> object.set(entry.path("key").asText(), plain(entry.path("value"))));
            return object;
        }
        return any.has("intValue")
                ? nodes.numberNode(any.path("intValue").asLong())
                : any.size() == 1 ? any.elements().next() : nodes.nullNode();
    }
}
