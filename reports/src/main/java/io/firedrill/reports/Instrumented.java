package io.firedrill.reports;

import java.util.List;

/**
 * The Instrumentation Score of a service, by its specification 0.1.
 *
 * @param service its {@code service.name}
 * @param score 0 to 100, rounded down to one decimal
 * @param category {@code Excellent}, {@code Good}, {@code Needs Improvement} or {@code Poor}
 * @param rules the ids of the rules that were looked at
 * @param failed those that do not hold, each with a first example
 * @param left the ids of the specification's other rules, without which the score may be incomplete
 */
public record Instrumented(
        String service, double score, String category, List<String> rules, List<String> failed, List<String> left) {
    /** Copies the lists. */
    public Instrumented {
        rules = List.copyOf(rules);
        failed = List.copyOf(failed);
        left = List.copyOf(left);
    }

    /**
     * The score in a line.
     *
     * @return e.g. {@code gateway 90.9 of 100 (Excellent)}
     */
    public String line() {
        return "%s %s of 100 (%s)"
                .formatted(service, score == Math.rint(score) ? "%.0f".formatted(score) : score, category);
    }
}
