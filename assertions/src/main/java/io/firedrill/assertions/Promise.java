package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;

/**
 * One thing that must hold, as data. Judged from saved evidence alone: the same evidence always gives the same verdict.
 * Implementations are immutable. See {@link Promises} for those of the catalogue.
 */
public interface Promise {
    /**
     * The stable name of this promise.
     *
     * @return e.g. {@code A01-HighRequestLatency-inference}
     */
    String id();

    /**
     * The kind of promise.
     *
     * @return its entry in the catalogue
     */
    Check check();

    /**
     * Whom it is about.
     *
     * @return e.g. {@code alert HighRequestLatency{job="inference"}}
     */
    String subject();

    /**
     * Judges it.
     *
     * @param evidence what was seen
     * @return kept only if it was looked at and held; inconclusive, never kept, if something upstream of it failed
     */
    Verdict verdict(Evidence evidence);

    /**
     * Judges it, under its own name.
     *
     * @param evidence what was seen
     * @return the verdict with id, check and subject
     */
    default Judgement judge(Evidence evidence) {
        return new Judgement(id(), check(), subject(), verdict(evidence));
    }
}
