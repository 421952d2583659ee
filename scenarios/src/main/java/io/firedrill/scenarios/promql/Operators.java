package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.util.Set;

/** Operators of two numbers. Stateless. */
final class Operators {
    private static final Set<String> COMPARING = Set.of("==", "!=", ">", "<", ">=", "<=");

    /** What equals lies just on the edge. */
    private static final double EDGE = 1e-9;

    private Operators() {}

    static boolean compares(String operator) {
        return COMPARING.contains(operator);
    }

    static double arithmetic(String operator, double left, double right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            case "%" -> left % right;
            case "^" -> Math.pow(left, right);
            case "atan2" -> Math.atan2(left, right);
            default -> throw new UnsupportedPromqlException("the operator " + operator);
        };
    }

    /** By how much it holds, from -1 to 1; positive if it does. */
    static double margin(String operator, double left, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return operator.equals("!=") ? Element.SURE : -Element.SURE;
        }
        double distance = left == right ? 0 : distance(left, right);
        return switch (operator) {
            case ">" -> distance == 0 ? -EDGE : distance;
            case "<" -> distance == 0 ? -EDGE : -distance;
            case ">=" -> distance == 0 ? EDGE : distance;
            case "<=" -> distance == 0 ? EDGE : -distance;
            case "==" -> distance == 0 ? Element.SURE : -Math.abs(distance);
            default -> distance == 0 ? -EDGE : Math.abs(distance);
        };
    }

    private static double distance(double left, double right) {
        if (Double.isInfinite(left) || Double.isInfinite(right)) {
            return left > right ? Element.SURE : -Element.SURE;
        }
        return (left - right) / (Math.abs(left) + Math.abs(right));
    }
}
