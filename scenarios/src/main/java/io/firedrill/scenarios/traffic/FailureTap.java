package io.firedrill.scenarios.traffic;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Learns why a request got no answer. Gatling tells its own statistics alone, and this log line, which it writes on the
 * thread that met the failure, before the virtual user goes on. Thread-safe.
 */
public final class FailureTap extends AppenderBase<ILoggingEvent> {
    private static final Pattern USER = Pattern.compile("for user (\\d+)$");
    private static final Map<Long, Failure> FAILURES = new ConcurrentHashMap<>();

    /** Made by Logback, from the load generator's own configuration. */
    public FailureTap() {}

    /** The failure of this user's last request, once. */
    static Optional<Failure> take(long userId) {
        return Optional.ofNullable(FAILURES.remove(userId));
    }

    /** To be called while nobody sends: users are numbered anew for each load. */
    static void forget() {
        FAILURES.clear();
    }

    @Override
    protected void append(ILoggingEvent event) {
        long now = EpochClock.nanos();
        Matcher user = USER.matcher(event.getFormattedMessage());
        if (user.find() && event.getThrowableProxy() instanceof ThrowableProxy thrown) {
            FAILURES.put(Long.parseLong(user.group(1)), new Failure(now, text(thrown.getThrowable())));
        }
    }

    private static String text(Throwable thrown) {
        Throwable root = thrown;
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
    }

    /**
     * Why, and when.
     *
     * @param at nanoseconds since the epoch
     * @param text the root cause
     */
    record Failure(long at, String text) {}
}
