package io.firedrill.stacks.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** A bucket that refills evenly, up to what one second brings. Thread-safe. */
final class RateLimit {
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final LongSupplier nanoClock;
    private double level;
    private long asOf;

    RateLimit(int perSecond, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
        this.level = perSecond;
        this.asOf = nanoClock.getAsLong();
    }

    /**
     * What a request was told.
     *
     * @param granted whether it may pass; if not, nothing was taken
     * @param limit how much a full bucket holds
     * @param remaining how much is left
     * @param reset how long until the bucket is full again
     * @param retryIn how long until as much can be had
     */
    record Grant(boolean granted, int limit, int remaining, Duration reset, Duration retryIn) {
        /** OpenAI's headers for one kind: {@code requests} or {@code tokens}. */
        Map<String, String> headers(String kind) {
            return Map.of(
                    "x-ratelimit-limit-" + kind, Integer.toString(limit),
                    "x-ratelimit-remaining-" + kind, Integer.toString(remaining),
                    "x-ratelimit-reset-" + kind, goDuration(reset));
        }

        /** Whole seconds for everybody, milliseconds for OpenAI's own clients. */
        Map<String, String> retryHeaders() {
            long millis = Math.max(1, retryIn.plusNanos(999_999).toMillis());
            return Map.of("Retry-After", Long.toString((millis + 999) / 1000), "Retry-After-Ms", Long.toString(millis));
        }

        private static String goDuration(Duration duration) {
            return duration.toMillis() < 1000 ? duration.toMillis() + "ms" : duration.toMillis() / 1000.0 + "s";
        }
    }

    synchronized Grant take(int amount) {
        long now = nanoClock.getAsLong();
        level = Math.min(perSecond, level + (now - asOf) / NANOS * perSecond);
        asOf = now;
        boolean granted = amount <= level;
        if (granted) {
            level -= amount;
        }
        Duration wait = granted ? Duration.ZERO : timeFor(Math.min(amount, perSecond) - level);
        return new Grant(granted, perSecond, (int) level, timeFor(perSecond - level), wait);
    }

    private Duration timeFor(double amount) {
        return Duration.ofNanos((long) Math.ceil(amount / perSecond * NANOS));
    }
}
