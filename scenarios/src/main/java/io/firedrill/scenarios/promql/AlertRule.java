package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.workspace.WrittenRule;
import java.util.List;

/**
 * An alert, and what it needs to be evaluated.
 *
 * @param written as it stands in its file
 * @param condition its expression
 * @param recordings all rules of the set that record
 * @param records those of them that it uses, the innermost first
 */
public record AlertRule(WrittenRule written, Expr condition, Recordings recordings, List<WrittenRule> records) {
    /** Copies the list. */
    public AlertRule {
        records = List.copyOf(records);
    }
}
