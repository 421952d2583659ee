package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Budget;
import io.firedrill.evidence.verdict.Detection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the time from a fault to its alert's delivery went. Thread-safe. */
public final class Detections {
    private Detections() {}

    /**
     * Measures each watched alert.
     *
     * @param evidence what was seen
     * @param watched what to measure
     * @return one detection per alert that matches, without times if it was there before the fault, or one without times
     *     if none does, in the order given; none for a fault that was not injected, or an alert without a loaded rule or
     *     a route
     */
    public static List<Detection> of(Evidence evidence, List<Watched> watched) {
        List<Detection> detections = new ArrayList<>();
        for (Watched each : watched) {
            Faults.named(evidence, each.fault()).ifPresent(fault -> add(detections, evidence, each, fault));
        }
        return List.copyOf(detections);
    }

    private static void add(List<Detection> detections, Evidence evidence, Watched watched, FaultRecord fault) {
        List<AlertStory> stories = AlertStory.of(evidence, watched.alert());
        if (stories.isEmpty()) {
            Map<String, String> labels = new HashMap<>(watched.alert().labels());
            labels.put("alertname", watched.alert().name());
            Budgets.of(evidence, labels, Optional.empty(), watched.crossing())
                    .map(budget -> unseen(watched.alert(), fault, budget))
                    .ifPresent(detections::add);
        }
        stories.forEach(story -> measured(story, watched, fault).ifPresent(detections::add));
    }

    private static Detection unseen(AlertSelector alert, FaultRecord fault, Budget budget) {
        return new Detection(
                alert.name(),
                alert.labels(),
                fault.appliedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                budget);
    }

    private static Optional<Detection> measured(AlertStory story, Watched watched, FaultRecord fault) {
        Duration faultAt = fault.appliedAt();
        boolean already = AlreadyThere.at(story, faultAt).isPresent();
        Optional<Duration> firing = story.timeline()
                .first(AlertState.FIRING, faultAt)
                .filter(period -> !already)
                .map(AlertPeriod::from);
        Optional<AlertPeriod> pending = firing.isPresent()
                ? firing.flatMap(story::pendingBefore)
                : story.timeline().first(AlertState.PENDING, faultAt).filter(period -> !already);
        Optional<Delivery> alarm = firing.flatMap(from -> story.alarms().stream()
                .filter(each -> each.accepted() && each.at().compareTo(from) >= 0)
                .findFirst());
        Optional<Duration> resolved = alarm.flatMap(first -> story.deliveries().stream()
                .filter(each -> !each.firing() && each.accepted() && each.at().compareTo(first.at()) >= 0)
                .map(Delivery::at)
                .reduce((earlier, later) -> later));
        return Budgets.of(story.evidence(), story.labels(), alarm.map(Delivery::receiver), watched.crossing())
                .map(budget -> new Detection(
                        story.timeline().alert(),
                        story.timeline().labels(),
                        faultAt,
                        pending.map(AlertPeriod::from),
                        firing,
                        firing.flatMap(from -> known(story, from, alarm.map(Delivery::at))),
                        alarm.map(Delivery::at),
                        resolved,
                        budget));
    }

    /** The first poll of Alertmanager that saw it after it fired; one after the delivery came too late to tell. */
    private static Optional<Duration> known(AlertStory story, Duration firing, Optional<Duration> delivered) {
        return story.views().stream()
                .filter(view -> view.to().compareTo(firing) >= 0)
                .map(view -> Episode.later(view.from(), firing))
                .findFirst()
                .filter(at -> delivered.filter(by -> by.compareTo(at) < 0).isEmpty());
    }
}
