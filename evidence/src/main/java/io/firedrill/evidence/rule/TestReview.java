package io.firedrill.evidence.rule;

import java.util.List;

/**
 * How well a team's own unit tests watch over its rules.
 *
 * @param files the tests
 * @param mutants of every alert that a passing test expects to fire
 */
public record TestReview(List<TestFile> files, List<Mutant> mutants) {
    /** Nobody asked. */
    public static final TestReview NONE = new TestReview(List.of(), List.of());

    /** Copies the lists. */
    public TestReview {
        files = List.copyOf(files);
        mutants = List.copyOf(mutants);
    }
}
