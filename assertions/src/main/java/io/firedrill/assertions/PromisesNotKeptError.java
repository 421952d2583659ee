package io.firedrill.assertions;

import io.firedrill.evidence.verdict.Judgement;
import java.util.List;

/** At least one promise of a drill is broken or cannot be judged. Its message is {@link FailureText}'s. Immutable. */
public final class PromisesNotKeptError extends AssertionError {
    private final transient List<Judgement> judgements;

    PromisesNotKeptError(String drill, List<Judgement> judgements) {
        super(FailureText.of(drill, judgements));
        this.judgements = List.copyOf(judgements);
    }

    /**
     * All judgements, those of kept promises too.
     *
     * @return in the order of the promises
     */
    public List<Judgement> judgements() {
        return judgements;
    }
}
