package io.firedrill.stacks.promql;

/** An expression holds what nothing can be made up for; the message names it, e.g. {@code the function histogram_avg}. */
public final class UnsupportedPromqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what it is.
     *
     * @param what words that follow "uses"
     */
    public UnsupportedPromqlException(String what) {
        super(what);
    }
}
