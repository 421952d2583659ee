package io.firedrill.stacks.pipeline;

import java.io.IOException;

/** The caller went away before its answer was complete. */
final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClientGone(IOException cause) {
        super("the client closed its connection", cause, false, false);
    }
}
