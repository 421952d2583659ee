package io.firedrill.assertions;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One Alertmanager matcher, such as {@code severity="page"} or {@code job!~"a|b"}; an absent label counts as empty. */
record LabelMatcher(String label, String operator, String value) {
    private static final Pattern SYNTAX = Pattern.compile("\\s*\"?([^\"=!~]+?)\"?\\s*(=~|!~|!=|=)\\s*(.*?)\\s*");

    /** Reads one; something that is no matcher matches nothing. */
    static LabelMatcher parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches()
                ? new LabelMatcher(matcher.group(1), matcher.group(2), unquoted(matcher.group(3)))
                : new LabelMatcher(text, "", "");
    }

    static boolean all(List<String> matchers, Map<String, String> labels) {
        return matchers.stream().map(LabelMatcher::parse).allMatch(matcher -> matcher.matches(labels));
    }

    boolean matches(Map<String, String> labels) {
        String actual = labels.getOrDefault(label, "");
        return switch (operator) {
            case "=" -> actual.equals(value);
            case "!=" -> !actual.equals(value);
            case "=~" -> matchesRegex(actual);
            case "!~" -> !matchesRegex(actual);
            default -> false;
        };
    }

    private boolean matchesRegex(String actual) {
        try {
            return actual.matches("(?s:" + value + ")");
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted
                ? text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : text;
    }
}
