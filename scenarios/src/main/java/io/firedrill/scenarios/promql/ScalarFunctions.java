package io.firedrill.scenarios.promql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Functions of one number. Stateless. */
final class ScalarFunctions {
    private static final Map<String, DoubleUnaryOperator> ALL = Map.ofEntries(
            Map.entry("abs", Math::abs),
            Map.entry("ceil", Math::ceil),
            Map.entry("floor", Math::floor),
            Map.entry("sqrt", Math::sqrt),
            Map.entry("exp", Math::exp),
            Map.entry("ln", Math::log),
            Map.entry("log2", value -> Math.log(value) / Math.log(2)),
            Map.entry("log10", Math::log10),
            Map.entry("sgn", Math::signum),
            Map.entry("deg", Math::toDegrees),
            Map.entry("rad", Math::toRadians));

    private static final Map<String, ChronoField> DATES = Map.of(
            "minute", ChronoField.MINUTE_OF_HOUR,
            "hour", ChronoField.HOUR_OF_DAY,
            "day_of_week", ChronoField.DAY_OF_WEEK,
            "day_of_month", ChronoField.DAY_OF_MONTH,
            "day_of_year", ChronoField.DAY_OF_YEAR,
            "month", ChronoField.MONTH_OF_YEAR,
            "year", ChronoField.YEAR);

    private ScalarFunctions() {}

    static boolean isOne(String name) {
        return ALL.containsKey(name);
    }

    static boolean isDate(String name) {
        return DATES.containsKey(name) || name.equals("days_in_month");
    }

    static double apply(String name, double value) {
        return ALL.getOrDefault(name, DoubleUnaryOperator.identity()).applyAsDouble(value);
    }

    /** In UTC; Sunday is 0. */
    static double date(String name, double seconds) {
        if (Double.isNaN(seconds) || Math.abs(seconds) > 1e11) {
            return Double.NaN;
        }
        ZonedDateTime at = Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC);
        if (name.equals("days_in_month")) {
            return at.toLocalDate().lengthOfMonth();
        }
        int value = at.get(DATES.getOrDefault(name, ChronoField.YEAR));
        return name.equals("day_of_week") ? value % 7 : value;
    }
}
