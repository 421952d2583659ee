package io.firedrill.stacks.pipeline;

import java.net.URI;

/** A service that runs in this JVM. Thread-safe. */
public interface Running extends AutoCloseable {
    /**
     * Where it answers.
     *
     * @return a base URL
     */
    URI uri();

    /** Stops it, and all that it holds. */
    @Override
    void close();
}
