package io.firedrill.scenarios.traffic;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Nanoseconds since the epoch that never run backwards: the JVM's monotonic clock, anchored to the wall clock once.
 * Thread-safe.
 */
@SuppressWarnings("TimeInStaticInitializer") // The anchor is the point.
final class EpochClock {
    private static final long ANCHOR_NANO_TIME = System.nanoTime();
    private static final long ANCHOR_EPOCH = epochNanos(Instant.now());

    private EpochClock() {}

    static long nanos() {
        return ANCHOR_EPOCH + (System.nanoTime() - ANCHOR_NANO_TIME);
    }

    private static long epochNanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
