package io.firedrill.stacks.promql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A label matcher, as Prometheus applies it: a regular expression must match the whole value, and a label that is not there has the
 * empty value. Immutable.
 *
 * @param label the label's name, {@code __name__} for the metric's
 * @param operator which of the four it is
 * @param value a text or a regular expression in RE2's syntax
 */
public record Matcher(String label, Operator operator, String value) {
    /** The label that holds a metric's name. */
    public static final String NAME = "__name__";

    /** As many as a set of rules has. */
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    /** How a matcher compares. */
    public enum Operator {
        /** {@code =}. */
        EQUAL("="),
        /** {@code !=}. */
        UNEQUAL("!="),
        /** {@code =~}. */
        LIKE("=~"),
        /** {@code !~}. */
        UNLIKE("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Operator of(String sign) {
            for (Operator each : values()) {
                if (each.sign.equals(sign)) {
                    return each;
                }
            }
            throw new UnsupportedPromqlException("a matcher with " + sign);
        }
    }

    /**
     * Whether a series with this value is selected.
     *
     * @param actual the label's value; empty where the label is missing
     * @return what Prometheus would say
     * @throws UnsupportedPromqlException if the regular expression means nothing here
     */
    public boolean matches(String actual) {
        return switch (operator) {
            case EQUAL -> value.equals(actual);
            case UNEQUAL -> !value.equals(actual);
            case LIKE -> like(actual);
            case UNLIKE -> !like(actual);
        };
    }

    private boolean like(String actual) {
        return pattern(value).matcher(actual).matches();
    }

    /**
     * A regular expression of Prometheus' in Java's terms; what RE2 spells in another way is translated.
     *
     * @param expression RE2's syntax
     * @return the same, anchored by whoever uses {@link java.util.regex.Matcher#matches()}
     * @throws UnsupportedPromqlException if Java does not know it
     */
    public static Pattern pattern(String expression) {
        return PATTERNS.computeIfAbsent(expression, Matcher::compiled);
    }

    private static Pattern compiled(String expression) {
        try {
            return Pattern.compile(expression.replace("(?P<", "(?<"), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new UnsupportedPromqlException("the regular expression " + expression);
        }
    }

    @Override
    public String toString() {
        return label + operator.sign + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
