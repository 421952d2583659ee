package io.firedrill.stacks.fault;

/** How one process is killed and brought back. Implementations are thread-safe. */
public interface ProcessControl {
    /** Ends the process at once; returns when it is gone. */
    void kill();

    /** Asks the process to end, and kills it if it does not; returns when it is gone. */
    void stop();

    /** Starts the process again as it was; returns when it is ready. */
    void restart();
}
