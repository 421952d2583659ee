package io.firedrill.stacks.fault;

/** How something is broken and mended by commands of the user's. Implementations are thread-safe. */
public interface CommandControl {
    /**
     * Breaks it.
     *
     * @throws io.firedrill.stacks.StackException if the command fails; it has been mended then
     */
    void on();

    /**
     * Mends it.
     *
     * @throws io.firedrill.stacks.StackException if the command fails; it may still be broken
     */
    void off();
}
