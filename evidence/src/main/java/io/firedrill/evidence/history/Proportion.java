package io.firedrill.evidence.history;

/**
 * A share of a few, and what it says about the share of many.
 *
 * @param hits how many
 * @param of of how many; zero if there was nothing to count
 * @param low the lowest share that this is likely to be a sample of (Wilson's interval, 95 %)
 * @param high the highest one
 */
public record Proportion(int hits, int of, double low, double high) {}
