package io.firedrill.evidence.rule;

import io.firedrill.evidence.verdict.Judgement;
import java.util.List;

/**
 * How well a team's own unit tests watch over its rules.
 *
 * @param files the tests
 * @param mutants of every alert that a passing test expects to fire
 * @param replays of every alert that a test expects, in the live chain; empty if none was asked for
 */
public record TestReview(List<TestFile> files, List<Mutant> mutants, List<Judgement> replays) {
    /** Nobody asked. */
    public static final TestReview NONE = new TestReview(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public TestReview {
        files = List.copyOf(files);
        mutants = List.copyOf(mutants);
        replays = List.copyOf(replays);
    }

    /**
     * The same after a live chain.
     *
     * @param seen a judgement each
     * @return a new review
     */
    public TestReview with(List<Judgement> seen) {
        return new TestReview(files, mutants, seen);
    }
}
