package io.firedrill.assertions;

/**
 * One kind of 429, and what is to be seen of it. Immutable.
 *
 * @param counter the name of the counter reading of this kind
 * @param fault the name of the fault that has requests refused so
 * @param attempts how often one request may be refused at most: 1 for a kind that is never tried again
 */
public record Refusals(String counter, String fault, int attempts) {
    /** Requires an attempt. */
    public Refusals {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, but were " + attempts);
        }
    }
}
