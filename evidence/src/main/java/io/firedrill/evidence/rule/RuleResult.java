package io.firedrill.evidence.rule;

import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;

/**
 * A rule and what is to be said of it.
 *
 * @param drill what was found out
 * @param judgements one for each check that concerns it
 */
public record RuleResult(RuleDrill drill, List<Judgement> judgements) {
    /** Copies the list. */
    public RuleResult {
        judgements = List.copyOf(judgements);
    }

    /**
     * Whether anything of it is so.
     *
     * @param kind a kind of verdict
     * @return true if one judgement is of that kind
     */
    public boolean has(Class<? extends Verdict> kind) {
        return judgements.stream().map(Judgement::verdict).anyMatch(kind::isInstance);
    }
}
