package io.firedrill.evidence.rule;

import java.util.List;

/**
 * A set of rules and what is to be said of them.
 *
 * @param schemaVersion of this shape
 * @param rules every alerting rule, in the order of the files
 * @param tests how well a team's own tests watch over them; {@link TestReview#NONE} if none were named
 */
public record RuleReview(int schemaVersion, List<RuleResult> rules, TestReview tests) {
    /** The present shape. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * The same with tests.
     *
     * @param other how well they watch
     * @return a new review
     */
    public RuleReview with(TestReview other) {
        return new RuleReview(schemaVersion, rules, other);
    }

    /** Copies the list. */
    public RuleReview {
        rules = List.copyOf(rules);
    }
}
