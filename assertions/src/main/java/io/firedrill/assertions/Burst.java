package io.firedrill.assertions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Alerts that began to fire close together, and the notifications that told of them. In order of their begin. */
record Burst(List<Member> members) {
    /** One alert and when it began to fire. */
    record Member(AlertStory story, Duration from) {}

    Burst {
        members = List.copyOf(members);
    }

    /** The largest that there was in the drill. */
    static Burst largest(List<AlertStory> stories, Duration together) {
        List<Member> begins = stories.stream()
                .flatMap(story -> story.firings().stream().map(firing -> new Member(story, firing.from())))
                .filter(member -> !member.from().isNegative())
                .sorted(Comparator.comparing(Member::from))
                .toList();
        return begins.stream()
                .map(first -> from(first, begins, together))
                .max(Comparator.comparing(burst -> burst.members().size()))
                .orElse(new Burst(List.of()));
    }

    private static Burst from(Member first, List<Member> begins, Duration together) {
        Map<AlertStory, Member> members = new LinkedHashMap<>();
        Episode window = new Episode(first.from(), first.from().plus(together));
        begins.stream()
                .filter(begin -> window.covers(begin.from()))
                .forEach(member -> members.putIfAbsent(member.story(), member));
        return new Burst(List.copyOf(members.values()));
    }

    Episode began() {
        return new Episode(
                members.get(0).from(), members.get(members.size() - 1).from());
    }

    /** Those that no receiver took a notification of. */
    List<Member> untold() {
        return members.stream().filter(member -> alarms(member).isEmpty()).toList();
    }

    /**
     * The notifications that told a group of one of them for the first time, by receiver and integration. What a receiver
     * turned away told nobody.
     */
    Map<String, List<Delivery>> told() {
        Map<Integer, Map<Member, Delivery>> notifications = new TreeMap<>();
        for (Member member : members) {
            alarms(member)
                    .forEach(alarm -> notifications
                            .computeIfAbsent(alarm.index(), key -> new LinkedHashMap<>())
                            .put(member, alarm));
        }
        Map<String, Set<String>> known = new TreeMap<>();
        Map<String, List<Delivery>> told = new TreeMap<>();
        notifications.values().forEach(notification -> {
            Delivery any = notification.values().iterator().next();
            String people = any.receiver() + " by " + any.notification().integration();
            Set<String> group =
                    known.computeIfAbsent(people + any.notification().groupKey(), key -> new TreeSet<>());
            if (group.addAll(names(notification.keySet()))) {
                told.computeIfAbsent(people, key -> new ArrayList<>()).add(any);
            }
        });
        return told;
    }

    private static Set<String> names(Set<Member> members) {
        return members.stream().map(member -> member.story().name()).collect(Collectors.toSet());
    }

    private List<Delivery> alarms(Member member) {
        return member.story().alarms().stream()
                .filter(alarm -> alarm.accepted() && alarm.at().compareTo(member.from()) >= 0)
                .toList();
    }
}
