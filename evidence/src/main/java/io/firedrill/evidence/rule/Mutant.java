package io.firedrill.evidence.rule;

/**
 * A rule with one mistake in it, and whether anybody would have noticed.
 *
 * @param alert whose rule
 * @param file where it is written
 * @param line on which line
 * @param mistake what was changed, e.g. {@code > 100 became > 150}
 * @param noticed whether a test of the team's own fails with it
 */
public record Mutant(String alert, String file, int line, String mistake, boolean noticed) {}
