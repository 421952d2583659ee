package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;

/** A promise that cannot be judged yet, and says so. */
record NotJudged(Check check, String slug, String subject) implements Promise {
    @Override
    public String id() {
        return check + "-" + slug;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        return new Verdict.Inconclusive(check.title(), "this version cannot judge it", "", List.of());
    }
}
