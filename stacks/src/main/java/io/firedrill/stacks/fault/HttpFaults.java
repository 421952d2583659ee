package io.firedrill.stacks.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The faults in force at one HTTP fault proxy, as its connections ask for them. Thread-safe. */
final class HttpFaults {
    private volatile List<Fault.Http> active = List.of();
    private double owed;

    synchronized void add(Fault.Http fault) {
        active = Stream.concat(active.stream(), Stream.of(fault)).toList();
        owed = 0;
        notifyAll();
    }

    synchronized void remove(Fault.Http fault) {
        List<Fault.Http> left = new ArrayList<>(active);
        left.remove(fault);
        active = List.copyOf(left);
        notifyAll();
    }

    synchronized void clear() {
        active = List.of();
        notifyAll();
    }

    /** The fault that answers this request instead of the callee; call it once for each request. */
    Optional<Fault.Http> answering() {
        Optional<Fault.Http> refusing = of(TooManyRequests.class).map(fault -> fault);
        return refusing.or(
                () -> of(Fault.HttpStatus.class).filter(fault -> fault.share() == 1 || takesTurn(fault.share())));
    }

    /** The names of lost headers in lower case. */
    Set<String> dropped() {
        if (active.isEmpty()) {
            return Set.of();
        }
        return active.stream()
                .filter(Fault.DroppedHeader.class::isInstance)
                .map(fault -> ((Fault.DroppedHeader) fault).header().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean stalls(int events) {
        return of(Fault.SseStall.class)
                .map(fault -> events >= fault.afterEvents())
                .orElse(false);
    }

    synchronized void awaitFlow(int events, BooleanSupplier connectionEnded) throws IOException {
        try {
            while (stalls(events) && !connectionEnded.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in a stalled stream", e);
        }
        if (connectionEnded.getAsBoolean()) {
            throw new IOException("the connection ended in a stalled stream");
        }
    }

    /** Wakes stalled streams so that they notice the end of their connection. */
    synchronized void connectionEnded() {
        notifyAll();
    }

    private synchronized boolean takesTurn(double share) {
        owed += share;
        if (owed < 1 - 1e-9) {
            return false;
        }
        owed -= 1;
        return true;
    }

    private <T extends Fault.Http> Optional<T> of(Class<T> type) {
        return active.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
