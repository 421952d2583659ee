package io.firedrill.scenarios.promql;

/**
 * Between which values something must lie, both ends included.
 *
 * @param least none lower
 * @param most none higher
 */
record Range(double least, double most) {
    static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final Range NOT_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY);
    static final Range COUNT = new Range(1, Double.POSITIVE_INFINITY);

    static Range of(double value) {
        return new Range(value, value);
    }

    boolean isOne() {
        return least == most;
    }

    boolean isNotNegative() {
        return least >= 0;
    }

    Range and(Range other) {
        return new Range(Math.max(least, other.least), Math.min(most, other.most));
    }

    Range or(Range other) {
        return new Range(Math.min(least, other.least), Math.max(most, other.most));
    }

    /** Whether any value of this may compare so with any of the other. */
    boolean may(String operator, Range other) {
        return switch (operator) {
            case ">" -> most > other.least;
            case ">=" -> most >= other.least;
            case "<" -> least < other.most;
            case "<=" -> least <= other.most;
            case "==" -> most >= other.least && least <= other.most;
            case "!=" -> !(isOne() && equals(other));
            default -> true;
        };
    }

    /** Whether every value does. */
    boolean must(String operator, Range other) {
        return switch (operator) {
            case ">" -> least > other.most;
            case ">=" -> least >= other.most;
            case "<" -> most < other.least;
            case "<=" -> most <= other.least;
            case "==" -> isOne() && equals(other);
            case "!=" -> most < other.least || least > other.most;
            default -> false;
        };
    }

    /** What is left of this where it does. */
    Range where(String operator, Range other) {
        return switch (operator) {
            case ">", ">=" -> and(new Range(other.least, Double.POSITIVE_INFINITY));
            case "<", "<=" -> and(new Range(Double.NEGATIVE_INFINITY, other.most));
            case "==" -> and(other);
            default -> this;
        };
    }

    Range arithmetic(String operator, Range other) {
        return switch (operator) {
            case "+" -> new Range(least + other.least, most + other.most);
            case "-" -> new Range(least - other.most, most - other.least);
            case "*" -> scaled(other, other.least);
            case "/" -> other.isOne() && other.least != 0 ? scaled(other, 1 / other.least) : quotient(other);
            default -> ANY;
        };
    }

    private Range scaled(Range other, double factor) {
        if (other.isOne() && Double.isFinite(factor) && factor != 0) {
            return factor > 0 ? new Range(least * factor, most * factor) : new Range(most * factor, least * factor);
        }
        return quotient(other);
    }

    private Range quotient(Range other) {
        return isNotNegative() && other.isNotNegative() ? NOT_NEGATIVE : ANY;
    }
}
