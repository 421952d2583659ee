package io.firedrill.stacks.workspace;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus and Alertmanager write them: {@code 1h30m}, {@code 100ms}, {@code 0}. Thread-safe. */
public final class Durations {
    /** One whole duration: units in descending order, each at most once. */
    static final Pattern DURATION = Pattern.compile(
            "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};

    private static final List<String> UNITS = List.of("y", "w", "d", "h", "m", "s", "ms");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param text e.g. {@code 1h30m}
     * @return the duration
     * @throws IllegalArgumentException if it is none
     */
    public static Duration parse(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (text.strip().equals("0")) {
            return Duration.ZERO;
        }
        if (text.isBlank() || !matcher.matches()) {
            throw new IllegalArgumentException("duration must look like 90s, 5m or 1h30m, but was '" + text + "'");
        }
        try {
            long millis = 0;
            for (int unit = 0; unit < MILLIS.length; unit++) {
                String count = matcher.group(unit + 1);
                long counted = count == null ? 0 : Math.multiplyExact(Long.parseLong(count), MILLIS[unit]);
                millis = Math.addExact(millis, counted);
            }
            return Duration.ofMillis(millis);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("duration must be below 292 million years, but was '" + text + "'", e);
        }
    }

    /**
     * Writes a duration, to the millisecond.
     *
     * @param duration not negative
     * @return e.g. {@code 90s} or {@code 1200ms}
     */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    /**
     * Writes a duration as people do.
     *
     * @param duration not negative
     * @return e.g. {@code 1h30m}, {@code 0s}
     */
    public static String compact(Duration duration) {
        StringBuilder text = new StringBuilder();
        long rest = duration.toMillis();
        for (int unit = 2; unit < MILLIS.length; unit++) {
            long count = rest / MILLIS[unit];
            rest -= count * MILLIS[unit];
            text.append(count == 0 ? "" : count + UNITS.get(unit));
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
