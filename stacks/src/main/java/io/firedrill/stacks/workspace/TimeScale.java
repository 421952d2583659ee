package io.firedrill.stacks.workspace;

import java.time.Duration;

/**
 * How many times faster than written the intervals of a workspace run. One factor divides them all: scrape and
 * evaluation intervals, {@code for}, {@code keep_firing_for}, range windows, offsets, group waits. So the
 * proportions, and with them what an alert can see, stay as they were written.
 *
 * <p>Three limits keep it honest. A polled interval is never shortened below {@link #SHORTEST_INTERVAL}: below that, the
 * stack measures the machine. And a range window that holds at least {@value #SCRAPES_PER_WINDOW} scrapes as written
 * must still hold that many when scaled: a scale that breaks this is refused with the largest one that would do, since
 * a window stretched in silence would be another rule. And who waits for somebody else's work, which takes as long as it
 * takes, is not hurried: a delivery is waited for at least {@link #SHORTEST_PATIENCE}, a scrape as long as is written or
 * until the next one is due. 1 is real time and leaves every text as it is. Immutable.
 *
 * @param factor at least 1
 */
public record TimeScale(double factor) {
    /** What no scrape or evaluation interval is shortened below. */
    public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);

    /** What no wait for a delivery is shortened below. */
    public static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);

    /** How many scrapes a range window must hold to be worth anything. */
    public static final int SCRAPES_PER_WINDOW = 4;

    /** Real time. */
    public static final TimeScale REAL_TIME = new TimeScale(1);

    /** Checks the factor. */
    public TimeScale {
        if (!(factor >= 1 && factor <= 10_000)) {
            throw new IllegalArgumentException("time-scale must be between 1 and 10000, but was " + factor);
        }
    }

    /**
     * Whether everything runs as written.
     *
     * @return true for a factor of 1
     */
    public boolean isRealTime() {
        return factor == 1;
    }

    /**
     * A duration that is waited out once: {@code for}, a window, a group wait, a budget.
     *
     * @param written as in the workspace
     * @return divided by the factor, to the millisecond, and not zero unless it was
     */
    public Duration scale(Duration written) {
        if (isRealTime() || written.isZero()) {
            return written;
        }
        return Duration.ofMillis(Math.max(1, Math.round(written.toMillis() / factor)));
    }

    /**
     * An interval at which something is done again and again: scraping, evaluating.
     *
     * @param written as in the workspace
     * @return divided by the factor, but neither below {@link #SHORTEST_INTERVAL} nor below what was written
     */
    public Duration interval(Duration written) {
        return scaled(written, SHORTEST_INTERVAL);
    }

    /**
     * How long is waited for somebody else's delivery, such as {@code --cluster.peer-timeout}.
     *
     * @param written as in the workspace
     * @return divided by the factor, but neither below {@link #SHORTEST_PATIENCE} nor below what was written
     */
    public Duration patience(Duration written) {
        return scaled(written, SHORTEST_PATIENCE);
    }

    private Duration scaled(Duration written, Duration least) {
        Duration scaled = scale(written);
        Duration shortest = written.compareTo(least) < 0 ? written : least;
        return scaled.compareTo(shortest) < 0 ? shortest : scaled;
    }

    /**
     * A PromQL expression with its range windows, subquery steps and offsets divided; see {@link Promql}.
     *
     * @param expression as in the workspace
     * @return the same text with other durations
     */
    public String promql(String expression) {
        return isRealTime() ? expression : new Promql(expression).scaled(this);
    }

    /**
     * A duration as configurations write it.
     *
     * @param written e.g. {@code 5m}
     * @return e.g. {@code 6s}; the text itself in real time
     * @throws IllegalArgumentException if it is no duration
     */
    public String scale(String written) {
        Duration parsed = Durations.parse(written);
        return isRealTime() ? written : Durations.format(scale(parsed));
    }

    /**
     * An interval as configurations write it.
     *
     * @param written e.g. {@code 5s}
     * @return e.g. {@code 100ms}; the text itself in real time
     * @throws IllegalArgumentException if it is no duration
     */
    public String interval(String written) {
        Duration parsed = Durations.parse(written);
        return isRealTime() ? written : Durations.format(interval(parsed));
    }

    /**
     * A service's own setting.
     *
     * @param written whole milliseconds such as {@code 200}, or a duration such as {@code 5s}
     * @return in the same form
     * @throws IllegalArgumentException if it is neither
     */
    public String setting(String written) {
        if (!written.matches("\\d{1,15}")) {
            return scale(written);
        }
        return Long.toString(scale(Duration.ofMillis(Long.parseLong(written))).toMillis());
    }

    @Override
    public String toString() {
        return factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor);
    }
}
