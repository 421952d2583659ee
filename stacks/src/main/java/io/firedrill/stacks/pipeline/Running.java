package io.firedrill.stacks.pipeline;

import java.net.URI;

/** A service that runs. Thread-safe. */
interface Running extends AutoCloseable {
    /** Where it answers. */
    URI uri();

    /** Stops it, and all that it holds. */
    @Override
    void close();
}
