package io.firedrill.stacks.fault;

/** How something is done to a system that somebody else runs, and undone. Implementations are thread-safe. */
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
