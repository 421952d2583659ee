package io.firedrill.stacks.workspace;

import io.firedrill.evidence.history.Incident.Expected;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An alert that a drill posts to the Alertmanager of a system that already runs, to try its way from there. Immutable.
 *
 * @param alert its name and its labels
 * @param annotations what a person reads; {@code summary} says that nothing is wrong, if it says nothing else
 * @param from how long after the begin of the drill it is posted
 * @param lasts for how long; it ends then whatever happens
 * @param routedTo the receivers that Alertmanager must give it, and no other
 * @param deliveredTo those of them that lead to the inbox of the drills, and must have delivered it
 * @param within how long after it was posted
 */
public record RemotePost(
        Expected alert,
        Map<String, String> annotations,
        Duration from,
        Duration lasts,
        List<String> routedTo,
        List<String> deliveredTo,
        Duration within) {
    private static final Duration FROM = Duration.ofSeconds(5);
    private static final String SUMMARY = "summary";
    private static final String NOTHING = "Firedrill posts this alert to try its way: nothing is wrong.";

    /** Copies the collections. */
    public RemotePost {
        annotations = Map.copyOf(annotations);
        routedTo = List.copyOf(routedTo);
        deliveredTo = List.copyOf(deliveredTo);
    }

    /**
     * When it has ended.
     *
     * @return how long after the begin of the drill
     */
    public Duration to() {
        return from.plus(lasts);
    }

    static RemotePost read(Section section) {
        try (section) {
            Map<String, String> annotations = new HashMap<>(section.map("annotations"));
            annotations.putIfAbsent(SUMMARY, NOTHING);
            Duration lasts = section.duration("for").orElse(Duration.ofMinutes(1));
            RemotePost post = new RemotePost(
                    AlertText.read(section, "alert", section.required("alert")),
                    annotations,
                    section.duration("from").orElse(FROM),
                    lasts,
                    section.strings("routed-to"),
                    section.strings("delivered-to"),
                    section.duration("within").orElse(lasts));
            post.incomplete(section);
            return post;
        }
    }

    private void incomplete(Section section) {
        if (routedTo.isEmpty()) {
            throw section.error("routed-to", "names no receiver: add all that it must have");
        }
        deliveredTo.stream()
                .filter(each -> !routedTo.contains(each))
                .findFirst()
                .ifPresent(other -> {
                    throw section.error("delivered-to", "names " + other + ", which routed-to does not");
                });
        if (within.compareTo(lasts) > 0) {
            throw section.error("within", "must not be longer than it lasts, " + lasts.toSeconds() + "s");
        }
    }
}
