package io.firedrill.stacks.workspace;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Named time intervals of an {@code AlertmanagerConfig}. */
final class OperatorTimes {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");

    private static final Shape RANGE =
            new Shape().with("startTime", OperatorTimes::time).with("endTime", OperatorTimes::time);

    private static final Shape PERIOD = new Shape()
            .each("times", "times", RANGE)
            .with("weekdays", OperatorTimes::names)
            .with("daysOfMonth", OperatorTimes::days)
            .with("months", OperatorTimes::names)
            .with("years", OperatorTimes::names);

    private OperatorTimes() {}

    /** The interval in Alertmanager's words; {@code prefix} goes before its name. */
    static MappingNode translated(Section section, String prefix) {
        try (section) {
            MappingNode interval = Yaml.mapping();
            Yaml.put(interval, "name", Yaml.quoted(prefix + section.required("name")));
            Yaml.put(
                    interval,
                    "time_intervals",
                    Yaml.sequence(section.sections("timeIntervals").stream()
                            .map(PERIOD::of)
                            .toList()));
            return interval;
        }
    }

    private static void time(Section from, String key, MappingNode into) {
        String time = from.required(key);
        if (!TIME.matcher(time).matches()) {
            throw from.error(key, "must be a time such as 08:30, 24:00 at the latest, but was '" + time + "'");
        }
        Yaml.put(into, Shape.snake(key), Yaml.quoted(time));
    }

    /** {@code Monday:Friday} or {@code 1:3}: Alertmanager takes both, in lower case. */
    private static void names(Section from, String key, MappingNode into) {
        put(into, key, from.strings(key).stream().map(range -> range.toLowerCase(Locale.ROOT)));
    }

    private static void days(Section from, String key, MappingNode into) {
        put(into, Shape.snake(key), from.sections(key).stream().map(days -> {
            try (days) {
                return days.required("start") + ":" + days.required("end");
            }
        }));
    }

    private static void put(MappingNode into, String key, Stream<String> ranges) {
        List<? extends Node> nodes = ranges.map(Yaml::quoted).toList();
        if (!nodes.isEmpty()) {
            Yaml.put(into, key, Yaml.sequence(nodes));
        }
    }
}
