package io.firedrill.stacks.workspace;

import io.firedrill.evidence.AsOf;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;

/** The named time intervals of an Alertmanager configuration, under either of the keys that it knows. */
final class TimeIntervals {
    private static final List<String> KEYS = List.of("time_intervals", "mute_time_intervals");

    private TimeIntervals() {}

    static AsOf at(Instant instant, MappingNode root, Path file) {
        List<String> within = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        named(root).forEach(interval -> {
            boolean holds = Yaml.mappings(interval, "time_intervals").stream()
                    .map(node -> new TimeInterval(file, node))
                    .anyMatch(each -> each.contains(instant));
            (holds ? within : outside).add(name(interval));
        });
        return new AsOf(instant, within, outside);
    }

    /** Each becomes one that holds always or never. */
    static void replace(MappingNode root, AsOf asOf) {
        named(root).forEach(interval -> {
            MappingNode whole = Yaml.mapping();
            boolean holds = asOf.within().contains(name(interval));
            Yaml.put(
                    whole,
                    holds ? "weekdays" : "years",
                    Yaml.sequence(List.of(Yaml.quoted(holds ? "sunday:saturday" : "1970"))));
            Yaml.put(interval, "time_intervals", Yaml.sequence(List.of(whole)));
        });
    }

    private static Stream<MappingNode> named(MappingNode root) {
        return KEYS.stream().flatMap(key -> Yaml.mappings(root, key).stream());
    }

    private static String name(MappingNode interval) {
        return Yaml.string(interval, "name").orElse("");
    }
}
