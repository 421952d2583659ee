package io.firedrill.stacks.fault;

/** How one process is killed and brought back. Implementations are thread-safe. */
public interface ProcessControl {
    /** Ends the process at once; returns when it is gone. */
    void kill();

    /** Starts the process again as it was; returns when it is ready. */
    void restart();
}
