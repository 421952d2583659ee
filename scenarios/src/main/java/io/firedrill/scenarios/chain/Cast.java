package io.firedrill.scenarios.chain;

import io.firedrill.evidence.rule.ChainTrial.Recipient;
import io.firedrill.scenarios.promql.AlertRule;
import java.util.List;

/**
 * An alert that is tried in the chain.
 *
 * @param rule as it is written
 * @param script how its series go
 * @param awaited who must be told
 */
public record Cast(AlertRule rule, Script script, List<Recipient> awaited) {
    /** Copies the list. */
    public Cast {
        awaited = List.copyOf(awaited);
    }
}
