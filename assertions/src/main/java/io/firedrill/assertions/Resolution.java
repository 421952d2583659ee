package io.firedrill.assertions;

import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** How an alert ended, and who was told so of those who had been told that it fired. */
record Resolution(AlertStory story, FaultRecord fault, Duration within, List<Delivery> alarms) {
    Evidence evidence() {
        return story.evidence();
    }

    Duration limit() {
        return fault.revertedAt().plus(within);
    }

    boolean watched() {
        return story.evidence().drill().observed().compareTo(limit()) >= 0;
    }

    Episode lastFiring() {
        List<Episode> firings = story.firings();
        return firings.get(firings.size() - 1);
    }

    /** A process that is started again can be scraped before it is ready, and no earlier than it is started. */
    boolean endedEarly() {
        return lastFiring().to().plus(story.interval().multipliedBy(2)).compareTo(fault.revertingAt()) < 0;
    }

    SortedSet<String> receivers() {
        SortedSet<String> receivers = new TreeSet<>();
        alarms.forEach(alarm -> receivers.add(alarm.receiver()));
        return receivers;
    }

    /** The first of its integrations to say, as their last word and after the last firing evaluation, that it is resolved. */
    Optional<Delivery> told(String receiver) {
        return ways(receiver).stream()
                .flatMap(way -> story.resolved(way, lastFiring().to()).stream())
                .min(Comparator.comparing(Delivery::at));
    }

    /** Whether no integration that told a receiver of the alarm is set to tell the end. */
    boolean isMute(String receiver) {
        return ways(receiver).stream()
                .allMatch(way -> way.tellsResolved(story.evidence()).equals(Optional.of(false)));
    }

    private SortedSet<Way> ways(String receiver) {
        SortedSet<Way> ways = new TreeSet<>();
        alarms.stream().filter(alarm -> alarm.receiver().equals(receiver)).forEach(alarm -> ways.add(alarm.way()));
        return ways;
    }

    /** The latest of the resolved notifications; empty if no receiver was told. */
    Optional<Delivery> latest() {
        return receivers().stream()
                .flatMap(receiver -> told(receiver).stream())
                .max(Comparator.comparing(Delivery::at));
    }

    String twice() {
        long firings = story.firings().stream()
                .filter(firing -> firing.from().compareTo(fault.appliedAt()) >= 0)
                .count();
        return firings > 1 ? " (it fired " + firings + " times in all)" : "";
    }

    String interval() {
        return route().map(route -> "look at group_interval (" + length(route.groupInterval()) + ")")
                .orElse("");
    }

    String hint() {
        return route().filter(route -> route.groupInterval().compareTo(within) > 0)
                .map(route ->
                        "group_interval (%s) is longer than promised in all".formatted(length(route.groupInterval())))
                .orElse("");
    }

    List<String> pointers() {
        List<String> pointers = new ArrayList<>(List.of(story.pointer()));
        pointers.addAll(Delivery.pointers(alarms.subList(0, 1)));
        receivers().forEach(receiver -> told(receiver).ifPresent(last -> pointers.add(last.pointer())));
        return pointers.stream().distinct().toList();
    }

    private Optional<Route> route() {
        return Routes.to(story.evidence(), receivers().first(), story.labels());
    }
}
