package io.firedrill.stacks.inbox;

import io.firedrill.stacks.inbox.InboxBehaviour.Hang;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How each receiver is treated now: by one integration, else by any, else like all. Thread-safe. */
final class Behaviours {
    private final Map<Way, InboxBehaviour> byWay = new HashMap<>();
    private InboxBehaviour common = InboxBehaviour.HEALTHY;
    private boolean closed;

    synchronized void set(InboxBehaviour next) {
        common = next;
        byWay.clear();
        notifyAll();
    }

    synchronized void set(String receiver, Optional<String> integration, InboxBehaviour next) {
        byWay.put(new Way(receiver, integration), next);
        notifyAll();
    }

    /** As if nothing had been set for it. */
    synchronized void unset(String receiver, Optional<String> integration) {
        byWay.remove(new Way(receiver, integration));
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized InboxBehaviour of(String receiver, String integration) {
        InboxBehaviour any = byWay.getOrDefault(new Way(receiver, Optional.empty()), common);
        return byWay.getOrDefault(new Way(receiver, Optional.of(integration)), any);
    }

    /** Returns when it no longer hangs, or the inbox closes. */
    synchronized void awaitEndOfHang(String receiver, String integration) {
        try {
            while (of(receiver, integration) instanceof Hang && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Way(String receiver, Optional<String> integration) {}
}
