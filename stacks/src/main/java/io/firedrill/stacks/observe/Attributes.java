package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Attributes of one span, event or resource on their way into evidence: as strings, whole but for what would bloat it.
 * Passwords in URLs are covered, since evidence is kept. Equal strings are shared within one answer. Confined.
 */
final class Attributes {
    /** Long enough for a prompt, short enough for ten thousand of them. */
    static final int LONGEST = 4096;
    /** The type and the first frames. */
    static final int LONGEST_STACK = 600;

    private static final String STACK = "exception.stacktrace";
    private static final Pattern PASSWORD = Pattern.compile("(?<=://)[^/@\\s:]*:[^/@\\s]*(?=@)");
    private static final int SHARED = 64;

    private final Map<String, String> shared = new HashMap<>();

    /** The same string for equal ones; they repeat from span to span. */
    String share(String text) {
        if (text.length() > SHARED) {
            return text;
        }
        String known = shared.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /** What a filler puts, each value cut. */
    Map<String, String> map(Consumer<BiConsumer<String, String>> filler) {
        Map<String, String> values = new HashMap<>();
        filler.accept((key, value) -> values.put(share(key), share(kept(key, value))));
        return values;
    }

    /** {@code [{"key":..,"value":{"stringValue":..}}]}, as OTLP has them. */
    Map<String, String> otlp(JsonNode list) {
        return otlp(list, Set.of());
    }

    Map<String, String> otlp(JsonNode list, Set<String> without) {
        return map(put -> list.forEach(entry -> {
            String key = entry.path("key").asText();
            if (!without.contains(key)) {
                put.accept(key, any(entry.path("value")));
            }
        }));
    }

    /** An OTLP value: scalars as text, arrays and maps as JSON. */
    static String any(JsonNode value) {
        if (value.size() != 1) {
            return value.isValueNode() ? value.asText() : "";
        }
        JsonNode inner = value.elements().next();
        return inner.isValueNode() ? inner.asText() : OtlpJson.plain(value).toString();
    }

    private static String kept(String key, String value) {
        int longest = key.equals(STACK) ? LONGEST_STACK : LONGEST;
        String cut = value.length() <= longest ? value : value.substring(0, longest) + "…";
        return cut.contains("@") ? PASSWORD.matcher(cut).replaceAll("***") : cut;
    }
}
