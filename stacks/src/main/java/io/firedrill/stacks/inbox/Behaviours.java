package io.firedrill.stacks.inbox;

import io.firedrill.stacks.inbox.InboxBehaviour.Answer;
import io.firedrill.stacks.inbox.InboxBehaviour.Hang;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How each receiver is treated now. Thread-safe. */
final class Behaviours {
    private final Map<String, InboxBehaviour> byReceiver = new HashMap<>();
    private InboxBehaviour common = InboxBehaviour.HEALTHY;
    private boolean closed;

    synchronized void set(InboxBehaviour next) {
        common = next;
        byReceiver.clear();
        notifyAll();
    }

    synchronized void set(String receiver, InboxBehaviour next) {
        byReceiver.put(receiver, next);
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized InboxBehaviour of(String receiver) {
        return byReceiver.getOrDefault(receiver, common);
    }

    /** What to answer, once the receiver no longer hangs; empty when the connection is to be closed without a word. */
    synchronized Optional<Answer> settled(String receiver) {
        try {
            while (of(receiver) instanceof Hang && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return !closed && of(receiver) instanceof Answer answer ? Optional.of(answer) : Optional.empty();
    }
}
