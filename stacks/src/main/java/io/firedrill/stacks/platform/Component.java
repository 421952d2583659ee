package io.firedrill.stacks.platform;

/** A component that was started. Thread-safe. */
public interface Component {
    /**
     * Its name.
     *
     * @return as in its spec
     */
    String name();

    /** Ends it at once, as a crash would, and returns when it is gone. */
    void kill();

    /** Asks it to end (SIGTERM), kills it if it has not within a few seconds, and returns when it is gone. */
    void stop();

    /** Starts it again in the same place if it is not running, and waits until it is ready. */
    void restart();

    /**
     * The end of what it printed.
     *
     * @return at most a screenful
     */
    String logTail();
}
