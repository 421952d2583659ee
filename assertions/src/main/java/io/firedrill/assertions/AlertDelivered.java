package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** N01 to N04, each for one integration: a receiver that does not have it is none of its business. */
record AlertDelivered(Integration by, AlertSelector alert) implements Promise {
    @Override
    public String id() {
        return check() + "-" + alert.slug();
    }

    @Override
    public Check check() {
        return by.check();
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        String way = by == Integration.WEBHOOK ? "" : "by " + by.word() + " ";
        Expectation expected = new Expectation("to be delivered " + way + "each time it fires, complete and valid");
        Optional<Obstacle> deaf = Gates.alertPath(evidence, alert);
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        List<AlertStory> stories = AlertStory.heard(evidence, alert);
        return Worst.of(expected, stories, () -> Worst.neverFired(expected, "/alerts"), story -> one(expected, story));
    }

    private Verdict one(Expectation expected, AlertStory story) {
        if (story.firings().isEmpty()) {
            return Worst.neverFired(expected, story.pointer());
        }
        if (story.views().isEmpty() || story.receivers().isEmpty()) {
            String why = story.views().isEmpty() ? "Alertmanager never had it" : "Alertmanager routes it nowhere";
            return expected.unclear("fired, but " + why + " (see A05)", "", story.pointers());
        }
        List<Way> all = story.receivers().stream()
                .flatMap(receiver -> Way.to(story.evidence(), receiver).stream())
                .toList();
        List<Way> ways =
                all.stream().filter(way -> way.integration().equals(by.kind())).toList();
        if (ways.isEmpty()) {
            return expected.unclear(
                    "goes to %s, told by %s and not by %s"
                            .formatted(Words.list(story.receivers()), Way.words(all), by.word()),
                    "look at its " + by.kind() + "_configs, or at the receiver",
                    story.pointers());
        }
        List<Delivery> mine = story.deliveries().stream()
                .filter(each -> each.notification().integration().equals(by.kind()))
                .toList();
        return delivered(expected, story, ways, mine);
    }

    private static Verdict delivered(Expectation expected, AlertStory story, List<Way> ways, List<Delivery> mine) {
        List<Delivery> alarms = mine.stream().filter(Delivery::firing).toList();
        List<String> pointers = new ArrayList<>(story.pointers());
        pointers.addAll(Delivery.pointers(alarms));
        List<String> faulty = faults(mine);
        if (!faulty.isEmpty()) {
            return expected.broken("what was delivered is faulty: " + Words.sentences(faulty), "", pointers);
        }
        List<DueDelivery> due = DueDelivery.of(story, ways);
        if (due.isEmpty()) {
            return expected.unclear("fired only before the drill", "", pointers);
        }
        List<DueDelivery> missed = due.stream()
                .filter(each -> (each.isMissed() || each.isGarbled()) && !each.isExcused())
                .filter(each -> each.contradicted().isEmpty())
                .toList();
        if (!missed.isEmpty()) {
            return expected.broken(texts(missed), hint(story.evidence(), missed), pointers);
        }
        return undecided(expected, story, due, pointers)
                .orElseGet(() -> expected.kept("was delivered " + Delivery.told(alarms), pointers));
    }

    /** What was not delivered without being missed: too briefly active, excused, or said to have been taken. */
    private static Optional<Verdict> undecided(
            Expectation expected, AlertStory story, List<DueDelivery> due, List<String> pointers) {
        List<DueDelivery> open =
                due.stream().filter(each -> !each.isDelivered()).toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Optional<AlertEvent> told =
                open.stream().flatMap(each -> each.contradicted().stream()).findFirst();
        told.ifPresent(event -> pointers.add(EventTrail.pointer(story.evidence(), event)));
        return Optional.of(expected.unclear(
                texts(open) + (open.stream().anyMatch(DueDelivery::isExcused) ? " (see N05)" : ""),
                told.map(event -> "it was lost between Alertmanager and the inbox: see who else answers there")
                        .orElse(""),
                pointers));
    }

    private static String hint(Evidence evidence, List<DueDelivery> missed) {
        String refused = refused(evidence, missed);
        return refused.isEmpty()
                ? Words.sentences(
                        missed.stream().map(DueDelivery::lost).distinct().toList())
                : refused;
    }

    private static String texts(List<DueDelivery> due) {
        return Words.sentences(due.stream().map(DueDelivery::text).toList());
    }

    /** Each fault once, with where it showed first. */
    private static List<String> faults(List<Delivery> deliveries) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            String where = " (" + delivery.way() + " at " + at(delivery.at()) + ")";
            delivery.notification().problems().forEach(problem -> faults.putIfAbsent(problem, where));
            int truncated = delivery.notification().truncated();
            if (truncated > 0) {
                faults.putIfAbsent(Words.count(truncated, "alert") + " left out", where);
            }
        }
        return faults.entrySet().stream()
                .map(fault -> fault.getKey() + fault.getValue())
                .toList();
    }

    /** Also when its alerts could not be read: an integration that a template emptied is still refused. */
    private static String refused(Evidence evidence, List<DueDelivery> missed) {
        List<Way> ways = missed.stream().map(DueDelivery::way).toList();
        return evidence.notifications().stream()
                .filter(each -> !each.accepted() || each.alerts().isEmpty())
                .filter(each -> ways.contains(Way.of(each)))
                .findFirst()
                .map(AlertDelivered::refused)
                .orElse("");
    }

    private static String refused(Notification notification) {
        String problems = Words.sentences(notification.problems());
        return "receiver %s answered %d at %s%s"
                .formatted(
                        Way.of(notification),
                        notification.answered(),
                        at(notification.at()),
                        problems.isEmpty() ? "" : ": " + problems);
    }
}
