package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One matcher as Alertmanager writes it: {@code name}, an operator, a value in double quotes. A value without quotes is
 * read as well.
 */
record SilenceMatcher(String name, String value, boolean regex, boolean equal) {
    private static final Pattern WRITTEN =
            Pattern.compile("\\s*([^\\s=!~\"{},]+)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\([n\"\\\\])");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

    static SilenceMatcher parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw malformed(text);
        }
        String operator = written.group(2);
        return new SilenceMatcher(
                written.group(1), unquoted(written.group(3), text), operator.endsWith("~"), operator.startsWith("="));
    }

    /** As Alertmanager's API has it. */
    static SilenceMatcher read(JsonNode node) {
        return new SilenceMatcher(
                node.path("name").asText(),
                node.path("value").asText(),
                node.path("isRegex").asBoolean(),
                node.path("isEqual").asBoolean(true));
    }

    private static String unquoted(String value, String text) {
        Matcher quoted = QUOTED.matcher(value);
        if (quoted.matches()) {
            return unescaped(quoted.group(1));
        }
        if (value.contains("\"") || value.contains(",")) {
            throw malformed(text);
        }
        return value;
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).equals("n") ? "\n" : found.group(1)));
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("silence matcher must look like severity=\"page\", but was " + text);
    }

    @Override
    public String toString() {
        String operator = equal ? (regex ? "=~" : "=") : (regex ? "!~" : "!=");
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + operator + '"' + escaped + '"';
    }
}
