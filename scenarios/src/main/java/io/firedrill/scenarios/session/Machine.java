package io.firedrill.scenarios.session;

import com.sun.management.OperatingSystemMXBean;
import io.firedrill.stacks.StackException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What all drills of this JVM share: its cores. A stack that is too slow to be scraped in time fires true alerts that no
 * drill expects. So there are as many stacks as the machine holds at rest, which the first one to stand tells; and while one
 * is launched and warmed up, which takes every core, no drill is held. Thread-safe.
 */
final class Machine {
    /** What stacks at rest may take of the machine: the rest is for what happens in drills. */
    private static final double AT_REST = 0.65;

    private static final int GLANCES = 12;

    /** How many are taken at least: a JVM that has just begun to watch is busy with itself. */
    private static final int AT_LEAST = 6;

    /** The one that this JVM runs on. */
    static final Machine THIS = new Machine(Machine::load);

    private final DoubleSupplier load;
    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);
    private boolean measured;
    private int capacity = 1;
    private int stacks;
    /** {@code load}: the share of the machine that is taken during a short time that it waits for. */
    Machine(DoubleSupplier load) {
        this.load = load;
    }

    /** Waits until one more stack may stand. */
    synchronized void enter() {
        try {
            while (stacks >= capacity) {
                wait();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        stacks++;
    }

    /** One stack less. */
    synchronized void leave() {
        stacks--;
        notifyAll();
    }

    /** Somebody says how many stacks may stand, and wants no measurement. */
    synchronized void allow(int asked) {
        measured = true;
        capacity = Math.max(capacity, asked);
        notifyAll();
    }

    /** Holds a drill, beside others. */
    <T> T together(Supplier<T> drill) {
        return during(turns.readLock(), drill);
    }

    /** Launches when no drill is held, and lets none begin meanwhile. */
    <T> T alone(Supplier<T> launch) {
        return during(turns.writeLock(), launch);
    }

    private static <T> T during(Lock turn, Supplier<T> what) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return what.get();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Learns from the stack that stands alone, at rest, how many stacks the machine holds; once.
     *
     * @param most how many are wanted
     * @return the share of the machine that it takes; 0 if that is known, or cannot be
     */
    double measure(int most) {
        if (isMeasured()) {
            return 0;
        }
        double least = 1;
        for (int i = 0; i < AT_LEAST || (i < GLANCES && least > AT_REST / most); i++) {
            least = Math.min(least, load.getAsDouble());
        }
        learn(least < 0 ? most : (int) Math.max(1, Math.min(most, AT_REST / Math.max(least, 0.01))));
        return Math.max(0, least);
    }

    synchronized int capacity() {
        return capacity;
    }

    synchronized boolean isMeasured() {
        return measured;
    }

    private synchronized void learn(int holds) {
        measured = true;
        capacity = holds;
        notifyAll();
    }

    private static StackException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackException("interrupted while other drills took the machine", e);
    }

    /** Negative where the system does not tell. */
    private static double load() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        system.getCpuLoad();
        try {
            Thread.sleep(Duration.ofMillis(500).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the machine was being measured", e);
        }
        return system.getCpuLoad();
    }
}
