package io.firedrill.scenarios.traffic;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Nanoseconds since the epoch that never run backwards: the JVM's monotonic clock, anchored to the wall clock once for each
 * load, since the two drift apart. Thread-safe.
 */
final class EpochClock {
    private static volatile long ahead = measured();

    private EpochClock() {}

    static long nanos() {
        return ahead + System.nanoTime();
    }

    /** To be called while nobody measures. */
    static void anchor() {
        ahead = measured();
    }

    private static long measured() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - System.nanoTime();
    }
}
