package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often one alert was told to one receiver by one integration, in order of arrival; at least once. */
record Reminders(AlertStory story, String receiver, String integration, List<Delivery> told) {
    static List<Reminders> of(AlertStory story, String receiver) {
        Map<String, List<Delivery>> told = story.alarms().stream()
                .filter(alarm -> alarm.accepted() && alarm.receiver().equals(receiver))
                .filter(alarm -> !alarm.at().isNegative())
                .collect(Collectors.groupingBy(
                        alarm -> alarm.notification().integration(), TreeMap::new, Collectors.toList()));
        return told.entrySet().stream()
                .map(each -> new Reminders(story, receiver, each.getKey(), each.getValue()))
                .toList();
    }

    Delivery last() {
        return told.get(told.size() - 1);
    }

    /** From a notification to the next, if that said nothing new; both of the same stretch of firing. */
    List<Episode> repetitions() {
        List<Episode> repetitions = new ArrayList<>();
        for (int i = 1; i < told.size(); i++) {
            Delivery before = told.get(i - 1);
            Delivery next = told.get(i);
            if (before.index() != next.index()
                    && within(before, next)
                    && DeliveredOnce.states(before).equals(DeliveredOnce.states(next))) {
                repetitions.add(new Episode(before.at(), next.at()));
            }
        }
        return repetitions;
    }

    private boolean within(Delivery before, Delivery next) {
        return story.firings().stream().anyMatch(firing -> firing.covers(before.at()) && firing.covers(next.at()));
    }

    /** From each notification to the next, or to the end of firing if none came. */
    List<Episode> gaps() {
        List<Episode> gaps = new ArrayList<>();
        Duration observed = story.evidence().drill().observed();
        for (Episode firing : story.firings()) {
            List<Duration> heard =
                    told.stream().map(Delivery::at).filter(firing::covers).toList();
            for (int i = 0; i < heard.size(); i++) {
                boolean more = i + 1 < heard.size();
                gaps.add(new Episode(heard.get(i), more ? heard.get(i + 1) : Episode.earlier(firing.to(), observed)));
            }
        }
        return gaps;
    }

    /** Alertmanager held it back meanwhile, or did not have it, or the receiver turned it away. */
    Optional<Obstacle> heldBack(Episode gap) {
        Optional<Delivery> refused = story.alarms().stream()
                .filter(alarm -> !alarm.accepted() && alarm.receiver().equals(receiver) && alarm.within(gap))
                .findFirst();
        if (refused.isPresent()) {
            return Optional.of(new Obstacle(
                    "was turned away by receiver %s at %s (see N01)"
                            .formatted(receiver, at(refused.get().at())),
                    "",
                    List.of(refused.get().pointer())));
        }
        List<View> views = story.views().stream()
                .filter(view -> gap.overlaps(new Episode(view.from(), view.to())))
                .toList();
        if (views.isEmpty()) {
            return Optional.of(
                    new Obstacle("Alertmanager did not have it from " + gap + " (see A05)", "", story.pointers()));
        }
        return views.stream()
                .filter(view -> !view.state().equals("active") || view.mutedBy().containsKey(receiver))
                .findFirst()
                .map(view -> new Obstacle(
                        "was held back by a silence, an inhibition or a time interval at " + at(view.from()),
                        "",
                        story.pointers()));
    }

    List<String> pointers() {
        List<String> pointers = new ArrayList<>(story.pointers());
        pointers.addAll(Delivery.pointers(told));
        return pointers;
    }
}
