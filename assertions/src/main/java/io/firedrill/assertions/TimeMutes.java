package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What time intervals, and whatever else holds notifications back, did to one alert on its way to one receiver. */
record TimeMutes(AlertStory story, String receiver) {
    /** Its longest stretch of firing, as far as it was in the drill. */
    Optional<Episode> firing() {
        Episode drill = new Episode(Duration.ZERO, story.evidence().drill().observed());
        return story.firings().stream()
                .filter(drill::overlaps)
                .map(drill::shared)
                .max(Comparator.comparing(Episode::length));
    }

    /** Alertmanager's views of it while it fired. */
    List<View> views() {
        return story.views().stream()
                .filter(view -> story.firings().stream().anyMatch(new Episode(view.from(), view.to())::overlaps))
                .toList();
    }

    /** Those of them in which a time interval muted it, by Alertmanager's own word. */
    List<View> by(String interval) {
        return views().stream()
                .filter(view -> intervals(view).contains(interval))
                .toList();
    }

    Set<String> intervals() {
        Set<String> intervals = new TreeSet<>();
        views().forEach(view -> intervals.addAll(intervals(view)));
        return intervals;
    }

    List<String> intervals(View view) {
        return view.mutedBy().getOrDefault(receiver, List.of());
    }

    /** Silences and inhibiting alerts; Alertmanager applies inhibition before and silences after time intervals. */
    Set<String> heldBack() {
        Set<String> others = new TreeSet<>();
        for (View view : views()) {
            view.silencedBy().forEach(id -> others.add("silence " + id));
            view.inhibitedBy().forEach(id -> others.add("inhibition by " + id));
        }
        return others;
    }

    /** Whether it fired for so long that a notification must have been tried. */
    boolean isTested(Episode firing) {
        return Routes.due(story, receiver, firing.from())
                .filter(due -> due.plus(Routes.margin(story.evidence())).compareTo(firing.to()) <= 0)
                .isPresent();
    }

    /** What the route says of an interval, and when it was. */
    String hint(String interval) {
        return Words.sentences(List.of(route(interval), asOf(interval)));
    }

    private String route(String interval) {
        Optional<Route> route = Routes.to(story.evidence(), receiver, story.labels())
                .filter(way -> !way.muteIntervals().contains(interval)
                        && !way.activeIntervals().contains(interval));
        List<String> others = new ArrayList<>();
        route.ifPresent(way -> others.addAll(way.muteIntervals()));
        route.ifPresent(way -> others.addAll(way.activeIntervals()));
        return route.map(way -> "the route to %s names no time interval %s".formatted(receiver, interval)
                        + (others.isEmpty() ? "" : ", but " + Words.list(others)))
                .orElse("");
    }

    private String asOf(String interval) {
        Evidence evidence = story.evidence();
        return evidence.configuration()
                .asOf()
                .map(held -> "the drill was held as of %s, when %s %s"
                        .formatted(
                                held.instant(),
                                interval,
                                held.within().contains(interval)
                                        ? "holds"
                                        : held.outside().contains(interval) ? "does not hold" : "is not known"))
                .orElse("");
    }
}
