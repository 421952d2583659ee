package io.firedrill.scenarios.session;

import com.sun.management.OperatingSystemMXBean;
import io.firedrill.stacks.StackException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What all drills of this JVM share: its cores. A stack that is too slow to be scraped in time fires true alerts that no
 * drill expects. So there are as many stacks as the machine holds at rest, which the first one to stand tells; and while one
 * is launched and warmed up, which takes every core, no drill is held. Thread-safe.
 */
final class Machine {
    /** What stacks at rest may take of the machine: the rest is for what happens in drills. */
    private static final double AT_REST = 0.56;

    /** What one with a part of the system takes at most, where a whole one takes 1: it is watched like that, and does less. */
    private static final double OF_A_WHOLE = 0.6;

    private static final int GLANCES = 12;

    /** How many are taken at least: a JVM that has just begun to watch is busy with itself. */
    private static final int AT_LEAST = 6;

    /** The one that this JVM runs on. */
    static final Machine THIS = new Machine(Machine::load);

    private final DoubleSupplier load;
    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);
    private final Map<Place, Integer> places = new EnumMap<>(Map.of(Place.WHOLE, 1, Place.PART, 0));
    private final Map<Place, Integer> taken = new EnumMap<>(Map.of(Place.WHOLE, 0, Place.PART, 0));
    private final AtomicBoolean cold = new AtomicBoolean(true);
    private boolean measured;

    /** {@code load}: the share of the machine that is taken during a short time that it waits for. */
    Machine(DoubleSupplier load) {
        this.load = load;
    }

    /**
     * Waits until one more stack may stand.
     *
     * @param wanted the places that would do
     * @return the one that is free now, a {@link Place#WHOLE} rather than a {@link Place#PART}
     */
    synchronized Place enter(Set<Place> wanted) {
        Optional<Place> free = free(wanted);
        try {
            while (free.isEmpty()) {
                wait();
                free = free(wanted);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        taken.merge(free.get(), 1, Integer::sum);
        return free.get();
    }

    /** One stack less. */
    synchronized void leave(Place place) {
        taken.merge(place, -1, Integer::sum);
        notifyAll();
    }

    private Optional<Place> free(Set<Place> wanted) {
        return Stream.of(Place.values())
                .filter(wanted::contains)
                .filter(place -> taken.getOrDefault(place, 0) < places.getOrDefault(place, 0))
                .findFirst();
    }

    /** Somebody says how many stacks may stand, and wants no measurement. */
    synchronized void allow(int asked) {
        measured = true;
        places.merge(Place.WHOLE, asked, Math::max);
        notifyAll();
    }

    /** Holds a drill, beside others; the first of all by itself, since this JVM is as cold as what it launched. */
    <T> T together(Supplier<T> drill) {
        return cold.getAndSet(false) ? alone(drill) : during(turns.readLock(), drill);
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
     * @param stands what stands
     * @param most how many are wanted
     * @return the share of the machine that it takes; 0 if that is known, or cannot be
     */
    double measure(Place stands, int most) {
        if (isMeasured()) {
            return 0;
        }
        double one = stands == Place.WHOLE ? 1 : OF_A_WHOLE;
        double least = 1;
        for (int i = 0; i < AT_LEAST || (i < GLANCES && least > one * AT_REST / most); i++) {
            least = Math.min(least, load.getAsDouble());
        }
        learn(least < 0 ? most : AT_REST / Math.max(least / one, 0.01), most);
        return Math.max(0, least);
    }

    /** How many stacks it holds. */
    synchronized int capacity() {
        return places.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized boolean isMeasured() {
        return measured;
    }

    private synchronized void learn(double holds, int most) {
        measured = true;
        int wholes = (int) Math.max(1, Math.min(most, holds));
        places.put(Place.WHOLE, wholes);
        places.put(Place.PART, wholes < most && holds - wholes >= OF_A_WHOLE ? 1 : 0);
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
