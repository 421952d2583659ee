package io.firedrill.stacks;

import java.util.function.Consumer;

/**
 * Lets one line through at a time: steps that go side by side tell of themselves at once, and who listens (a list, a
 * terminal) need not be made for it. Thread-safe.
 */
public final class InTurn implements Consumer<String> {
    private final Consumer<String> listener;

    /**
     * Takes who listens.
     *
     * @param listener called by one thread at a time
     */
    public InTurn(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void accept(String line) {
        listener.accept(line);
    }
}
