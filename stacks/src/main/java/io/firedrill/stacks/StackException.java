package io.firedrill.stacks;

/**
 * The stack cannot be had, or a part of it cannot be reached. The message is one clear text for a person: which file,
 * key or endpoint, what was last seen, and what to do. It is printed without a stack trace.
 */
public class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With nothing behind it.
     *
     * @param message file, key or endpoint; what was seen; what to do
     */
    public StackException(String message) {
        super(message);
    }

    /**
     * With the failure behind it.
     *
     * @param message file, key or endpoint; what was seen; what to do
     * @param cause what failed
     */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
