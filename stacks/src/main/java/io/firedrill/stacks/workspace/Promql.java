package io.firedrill.stacks.workspace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spans of time inside a PromQL expression: what stands in {@code [window]} and {@code [window:step]}, and after
 * {@code offset}. Bare numbers there are seconds, and count. Everything else is left alone, character by character:
 * strings, label matchers, comments, names, instants after {@code @}, and durations used as plain numbers
 * ({@code time() - x > 1h}), whose meaning only the author knows. Confined.
 */
final class Promql {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SPAN = Pattern.compile("(?:\\d+(?:ms|[ywdhms]))+");
    private static final Pattern SECONDS = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*");
    private static final Pattern OFFSET = Pattern.compile("(\\s*[-+]?\\s*)((?:\\d+(?:ms|[ywdhms]))+|\\d+(?:\\.\\d+)?)");

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private final List<Duration> windows = new ArrayList<>();
    private TimeScale scale = TimeScale.REAL_TIME;
    private int at;
    private int braces;

    Promql(String text) {
        this.text = text;
    }

    String scaled(TimeScale factor) {
        scale = factor;
        while (at < text.length()) {
            step();
        }
        return out.toString();
    }

    /** The range windows as written, without the steps of subqueries. */
    List<Duration> windows() {
        scaled(TimeScale.REAL_TIME);
        return List.copyOf(windows);
    }

    private void step() {
        char next = text.charAt(at);
        if (next == '"' || next == '\'' || next == '`') {
            copy(endOfString(next));
        } else if (next == '#') {
            int end = text.indexOf('\n', at);
            copy(end < 0 ? text.length() : end);
        } else if (next == '[') {
            brackets();
        } else if (Character.isLetter(next) || next == '_' || next == ':') {
            name();
        } else if (Character.isDigit(next)) {
            copy(endOf(Pattern.compile("[0-9a-zA-Z_.]+")));
        } else {
            braces += next == '{' ? 1 : next == '}' ? -1 : 0;
            copy(at + 1);
        }
    }

    private void name() {
        int end = endOf(NAME);
        boolean offset = braces == 0 && text.substring(at, end).equalsIgnoreCase("offset");
        copy(end);
        Matcher span = OFFSET.matcher(text).region(at, text.length());
        if (offset && span.lookingAt()) {
            out.append(span.group(1)).append(span(span.group(2)));
            at = span.end();
        }
    }

    private void brackets() {
        int end = text.indexOf(']', at);
        if (end < 0) {
            copy(text.length());
            return;
        }
        String[] parts = text.substring(at + 1, end).split(":", -1);
        List<String> scaledParts = new ArrayList<>();
        for (int part = 0; part < parts.length; part++) {
            scaledParts.add(part(parts[part], part == 0));
        }
        out.append('[').append(String.join(":", scaledParts)).append(']');
        at = end + 1;
    }

    private String part(String part, boolean window) {
        Matcher seconds = SECONDS.matcher(part);
        if (seconds.matches()) {
            remember(seconds.group(1), window);
            return span(seconds.group(1));
        }
        Matcher span = SPAN.matcher(part);
        if (part.strip().matches(SPAN.pattern())) {
            remember(part.strip(), window);
        }
        return span.replaceAll(found -> span(found.group()));
    }

    private void remember(String written, boolean window) {
        if (window) {
            windows.add(parse(written));
        }
    }

    private String span(String written) {
        Duration parsed = parse(written);
        return scale.isRealTime() ? written : Durations.format(scale.scale(parsed));
    }

    private static Duration parse(String written) {
        return written.matches("[\\d.]+")
                ? Duration.ofMillis(Math.round(Double.parseDouble(written) * 1000))
                : Durations.parse(written);
    }

    private int endOfString(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote != '`') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1;
            }
        }
        return text.length();
    }

    private int endOf(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.end() : at + 1;
    }

    private void copy(int end) {
        int limit = Math.min(end, text.length());
        out.append(text, at, limit);
        at = limit;
    }
}
