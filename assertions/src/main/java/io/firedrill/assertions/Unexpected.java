package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The alerts that fired during a drill although nobody expected them: when, by name, where to see it, and their labels. */
record Unexpected(Map<String, String> fired, List<String> pointers, List<Map<String, String>> labels) {
    Unexpected() {
        this(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    static Unexpected in(Evidence evidence, List<AlertSelector> allowed) {
        Unexpected unexpected = new Unexpected();
        for (AlertTimeline timeline : evidence.alerts()) {
            if (allowed.stream().anyMatch(selector -> selector.selects(timeline))) {
                continue;
            }
            AlertStory story = new AlertStory(evidence, timeline);
            inDrill(story).findFirst().ifPresent(firing -> {
                unexpected.add(story.name(), when(firing.from()), story.pointer(), timeline.labels());
            });
        }
        unexpected.addDelivered(evidence, allowed);
        return unexpected;
    }

    /** The second witness: an alarm that began in the drill, even if Prometheus' series do not show it. */
    private void addDelivered(Evidence evidence, List<AlertSelector> allowed) {
        for (int i = 0; i < evidence.notifications().size(); i++) {
            for (Notification.Item item : evidence.notifications().get(i).alerts()) {
                String name = item.labels().getOrDefault("alertname", "");
                boolean known = evidence.alerts().stream()
                        .filter(timeline ->
                                new AlertSelector(timeline.alert(), timeline.labels()).selectsRouted(item.labels()))
                        .anyMatch(timeline -> inDrill(new AlertStory(evidence, timeline))
                                .findAny()
                                .isPresent());
                boolean fine = allowed.stream().anyMatch(selector -> selector.selectsRouted(item.labels()));
                if (item.firing() && !item.startsAt().isNegative() && !known && !fine) {
                    add(
                            name + AlertSelector.text(item.labels()),
                            "at " + at(item.startsAt()),
                            "/notifications/" + i,
                            item.labels());
                }
            }
        }
    }

    private void add(String name, String when, String pointer, Map<String, String> carried) {
        fired.put(name, when);
        pointers.add(pointer);
        labels.add(carried);
    }

    private static Stream<Episode> inDrill(AlertStory story) {
        return story.firings().stream().filter(firing -> !firing.to().isNegative());
    }

    boolean isEmpty() {
        return fired.isEmpty();
    }

    String text() {
        return Words.list(fired.entrySet().stream()
                .map(alert -> alert.getKey() + " fired " + alert.getValue())
                .toList());
    }

    /** The same obstacle, mentioning what fired. */
    Obstacle addTo(Obstacle obstacle) {
        return isEmpty()
                ? obstacle
                : new Obstacle(obstacle.actual() + "; meanwhile " + text(), obstacle.hint(), obstacle.evidence());
    }

    private static String when(Duration from) {
        return from.isNegative() ? "before the drill and still in it" : "at " + at(from);
    }
}
