package io.firedrill.reports.drawing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them, in UTC and in no one's locale. Thread-safe. */
public final class Times {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /**
     * A length of time with three digits or so.
     *
     * @param span the length
     * @return e.g. {@code 640 ms}, {@code 3.42 s}, {@code 2 min 14 s}
     */
    public static String span(Duration span) {
        if (span.isNegative()) {
            return "−" + span(span.negated());
        }
        double seconds = span.toNanos() / 1e9;
        if (span.isZero()) {
            return "0 s";
        }
        if (seconds < 0.9995) {
            return Math.round(seconds * 1000) + " ms";
        }
        if (seconds < 9.995) {
            return number(seconds, 2) + " s";
        }
        if (seconds < 59.95) {
            return number(seconds, 1) + " s";
        }
        return minutes(Math.round(seconds));
    }

    private static String minutes(long seconds) {
        return seconds < 3600
                ? seconds / 60 + " min" + rest(seconds % 60, " s")
                : seconds / 3600 + " h" + rest(seconds % 3600 / 60, " min");
    }

    private static String rest(long value, String unit) {
        return value == 0 ? "" : " " + value + unit;
    }

    /**
     * An offset from clock zero.
     *
     * @param offset the offset
     * @return e.g. {@code t+3.42 s}
     */
    public static String offset(Duration offset) {
        return offset.isNegative() ? "t" + span(offset) : "t+" + span(offset);
    }

    /**
     * A point in time.
     *
     * @param instant the point
     * @return e.g. {@code 24 Nov 2026, 10:15:32 UTC}
     */
    public static String utc(Instant instant) {
        return UTC.format(instant);
    }

    /**
     * A number without needless zeros.
     *
     * @param value the number
     * @param digits how many decimals at most
     * @return e.g. {@code 1.5}
     */
    public static String number(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
