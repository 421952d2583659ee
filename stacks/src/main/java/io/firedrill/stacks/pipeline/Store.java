package io.firedrill.stacks.pipeline;

import java.util.List;

/** What inference keeps. Each method fails with {@link Unavailable} within a few seconds, and works again by itself. */
interface Store extends AutoCloseable {
    /** The store cannot be reached, or did not do what it was asked to. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Makes sure that the store is there and filled. */
    void check();

    /** What fits a question best, best first. */
    List<Document> relevant(String question);

    /** Keeps an answer. */
    void keep(Completion completion);

    /** Keeps what a completion used. */
    void charge(Usage usage);

    @Override
    void close();
}
