package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One element of a time interval: each of its fields must hold, and of a field any element. Source: {@code
 * timeinterval.TimeInterval.ContainsTime} of Alertmanager 0.34.2. Immutable.
 */
record TimeInterval(Path file, MappingNode node) {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])|24:00");
    private static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final List<String> MONTHS = Stream.of(Month.values())
            .map(month -> month.name().toLowerCase(Locale.ROOT))
            .toList();

    private record Range(int from, int to) {
        boolean covers(int value) {
            return value >= from && value <= to;
        }
    }

    boolean contains(Instant instant) {
        ZonedDateTime at = instant.atZone(location());
        int minute = at.getHour() * 60 + at.getMinute();
        int days = at.toLocalDate().lengthOfMonth();
        return any("times", range -> times(range).covers(minute))
                && any("days_of_month", range -> daysOfMonth(range, days).covers(at.getDayOfMonth()))
                && any("months", range -> range(range, TimeInterval::month).covers(at.getMonthValue()))
                && any(
                        "weekdays",
                        range -> range(range, TimeInterval::weekday)
                                .covers(at.getDayOfWeek().getValue() % 7))
                && any("years", range -> range(range, Integer::parseInt).covers(at.getYear()));
    }

    private boolean any(String key, Predicate<Node> holds) {
        return Yaml.get(node, key).isEmpty() || Yaml.list(node, key).stream().anyMatch(holds);
    }

    /** The last minute is not in it. */
    private Range times(Node range) {
        if (range instanceof MappingNode times) {
            return new Range(minute(times, "start_time"), minute(times, "end_time") - 1);
        }
        throw new StackException(wrong(range, "start_time and end_time"));
    }

    private int minute(MappingNode range, String key) {
        Node value = Yaml.get(range, key).orElse(range);
        Matcher time = TIME.matcher(Yaml.scalar(value));
        if (!time.matches()) {
            throw new StackException(wrong(value, key + " as HH:MM"));
        }
        return time.group(1) == null ? 24 * 60 : Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
    }

    /** Negative days count from the end of the month, and no range begins beyond it. */
    private Range daysOfMonth(Node node, int days) {
        Range range = range(node, Integer::parseInt);
        return new Range(fromStart(range.from(), days), fromStart(range.to(), days));
    }

    private static int fromStart(int day, int days) {
        return day < 0 ? days + day + 1 : day;
    }

    private static int weekday(String text) {
        int index = WEEKDAYS.indexOf(text);
        if (index < 0) {
            throw new NumberFormatException(text);
        }
        return index;
    }

    private static int month(String text) {
        int index = MONTHS.indexOf(text);
        return index < 0 ? Integer.parseInt(text) : index + 1;
    }

    private Range range(Node node, ToIntFunction<String> member) {
        List<String> ends = List.of(Yaml.scalar(node).toLowerCase(Locale.ROOT).split(":", 2));
        try {
            return new Range(member.applyAsInt(ends.get(0)), member.applyAsInt(ends.get(ends.size() - 1)));
        } catch (NumberFormatException e) {
            throw new StackException(wrong(node, "a range such as monday:friday, 1:15 or may:august"), e);
        }
    }

    private ZoneId location() {
        String name = Yaml.string(node, "location").orElse("");
        try {
            return switch (name) {
                case "" -> ZoneOffset.UTC;
                case "Local" -> ZoneId.systemDefault();
                default -> ZoneId.of(name);
            };
        } catch (DateTimeException e) {
            throw new StackException(
                    wrong(Yaml.get(node, "location").orElse(node), "a location such as Europe/Berlin"), e);
        }
    }

    private String wrong(Node found, String wanted) {
        return "%s:%d: time interval: expected %s, but found %s"
                .formatted(file, Yaml.line(found), wanted, Yaml.describe(found));
    }
}
