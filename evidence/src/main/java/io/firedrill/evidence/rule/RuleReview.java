package io.firedrill.evidence.rule;

import java.util.List;

/**
 * A set of rules and what is to be said of them.
 *
 * @param schemaVersion of this shape
 * @param rules every alerting rule, in the order of the files
 */
public record RuleReview(int schemaVersion, List<RuleResult> rules) {
    /** The present shape. */
    public static final int SCHEMA_VERSION = 1;

    /** Copies the list. */
    public RuleReview {
        rules = List.copyOf(rules);
    }
}
