package io.firedrill.assertions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How times, shares and lists are written in verdicts. */
final class Words {
    private Words() {}

    /** An offset from clock zero: {@code t+61.2s}. */
    static String at(Duration offset) {
        BigDecimal seconds = seconds(offset.abs());
        String text = seconds.scale() < 1 ? seconds.setScale(1).toPlainString() : seconds.toPlainString();
        return (offset.isNegative() ? "t-" : "t+") + text + "s";
    }

    /** A length of time: {@code 415ms}, {@code 2.4s}, {@code 1m30s}, {@code 3h}. */
    static String length(Duration length) {
        if (length.isNegative()) {
            return "-" + length(length.negated());
        }
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return Math.round(length.toNanos() / 1e6) + "ms";
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            return seconds(length).toPlainString() + "s";
        }
        BigDecimal rest = seconds(length.minusMinutes(length.toMinutes()));
        return part(length.toHours(), "h")
                + part(length.toMinutesPart(), "m")
                + (rest.signum() == 0 ? "" : rest.toPlainString() + "s");
    }

    /** A ratio as a percentage: {@code 98.4 %}; never rounded up to {@code 100 %}. */
    static String percent(double ratio) {
        BigDecimal percent = BigDecimal.valueOf(ratio * 100).setScale(1, RoundingMode.FLOOR);
        return plain(percent) + " %";
    }

    /** A count with its noun: {@code 1 request}, {@code 2 requests}. */
    static String count(long count, String noun) {
        return count(count, noun, noun + "s");
    }

    /** The same with a noun whose plural is its own: {@code 1 query}, {@code 2 queries}. */
    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** {@code a, b and c}; {@code none} if empty. */
    static String list(Collection<String> parts) {
        if (parts.isEmpty()) {
            return "none";
        }
        String joined = String.join(", ", parts);
        int last =
                joined.length() - parts.stream().reduce((a, b) -> b).orElse("").length();
        return parts.size() == 1 ? joined : joined.substring(0, last - 2) + " and " + joined.substring(last);
    }

    /** The same, with the first three of many: {@code a, b, c and 27 more}. */
    static String few(List<String> parts) {
        int most = 3;
        return parts.size() <= most + 1
                ? list(parts)
                : String.join(", ", parts.subList(0, most)) + " and " + (parts.size() - most) + " more";
    }

    /** A number without needless digits. */
    static String number(double value) {
        return plain(BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP));
    }

    /** An id without blanks or anything else that a shell or a URL minds. */
    static String id(String text) {
        return text.replaceAll("[^A-Za-z0-9._]+", "-");
    }

    static String sentences(Collection<String> parts) {
        return parts.stream().filter(part -> !part.isEmpty()).distinct().collect(Collectors.joining("; "));
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static String part(long value, String unit) {
        return value == 0 ? "" : value + unit;
    }

    private static BigDecimal seconds(Duration length) {
        BigDecimal seconds = BigDecimal.valueOf(length.toNanos(), 9).setScale(3, RoundingMode.HALF_UP);
        return new BigDecimal(plain(seconds));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
