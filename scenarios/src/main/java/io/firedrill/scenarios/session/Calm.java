package io.firedrill.scenarios.session;

import io.firedrill.stacks.StackException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps what needs every core away from what is measured: drills go on side by side, and while a system with traffic is
 * launched and warmed up there is nothing else. In the order of asking, so that a launch waits for the drills that are
 * under way and those after it wait for the launch. Thread-safe.
 */
final class Calm {
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Does what others may do meanwhile, too. */
    <T> T together(Supplier<T> what) {
        return during(lock.readLock(), what);
    }

    /** Does what nobody else may meanwhile. */
    <T> T alone(Supplier<T> what) {
        return during(lock.writeLock(), what);
    }

    private static <T> T during(Lock turn, Supplier<T> what) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while another stack was being launched", e);
        }
        try {
            return what.get();
        } finally {
            turn.unlock();
        }
    }
}
