package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A14, of an alert that fires through the restart: Alertmanager has it again, and tells nobody what they know. */
record AlertSurvives(AlertSelector alert, String restart, Duration within) implements Promise {
    @Override
    public String id() {
        return Words.id("A14-" + alert.slug() + "-" + restart);
    }

    @Override
    public Check check() {
        return Check.A14;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be in Alertmanager again within %s of %s, and told once"
                .formatted(length(within), Restart.over(evidence, restart)));
        return Restart.judged(
                evidence,
                restart,
                expected,
                over -> Worst.of(
                        expected,
                        over.through(alert),
                        () -> expected.unclear("did not fire through it (see A01)", "", List.of("/alerts")),
                        story -> one(expected, story, over)));
    }

    private Verdict one(Expectation expected, AlertStory story, Restart over) {
        List<String> pointers = new ArrayList<>(story.pointers());
        pointers.add(over.pointer());
        List<Delivery> told = story.alarms().stream()
                .filter(alarm -> alarm.accepted() && alarm.at().compareTo(over.begin()) <= 0)
                .filter(alarm -> !over.isLoss() || over.isBy(alarm))
                .toList();
        if (told.isEmpty()) {
            String who = over.isLoss() ? over.fault().target() + " had told nobody of it" : "had told nobody";
            return expected.unclear(who + " before it (see A05 and N01)", "", pointers);
        }
        List<Delivery> again = again(story, over, told);
        if (!again.isEmpty()) {
            pointers.addAll(Delivery.pointers(told));
            pointers.addAll(Delivery.pointers(again));
            return expected.broken(
                    "was told %s, and the same again %s".formatted(Delivery.told(told), Delivery.told(again)),
                    over.isLoss()
                            ? "the others do not know what it had told: look at --cluster.peer"
                            : "Alertmanager forgot what it had told: it writes that down when it is stopped in good"
                                    + " order, and every --data.maintenance-interval",
                    pointers);
        }
        return returned(expected, story, over, told, pointers);
    }

    /** Notifications after the restart that say nothing but what the same people were told before it. */
    private static List<Delivery> again(AlertStory story, Restart over, List<Delivery> told) {
        return story.alarms().stream()
                .filter(alarm -> alarm.accepted() && alarm.at().compareTo(over.begin()) > 0)
                .filter(alarm -> told.stream().anyMatch(before -> isRepetition(story, before, alarm)))
                .filter(alarm -> alarm.notification().alerts().stream().allMatch(item -> isKnown(item, alarm, over)))
                .toList();
    }

    /** The first time after the loss at which those that are left look at its group, and have waited for the lost one. */
    private static Duration next(AlertStory story, Delivery told, Restart over) {
        Duration interval = Routes.to(story.evidence(), told.receiver(), story.labels())
                .map(Route::groupInterval)
                .orElse(Duration.ofDays(1));
        long flushes = over.begin().minus(told.at()).dividedBy(interval) + 1;
        return told.at().plus(interval.multipliedBy(flushes)).plus(Restart.LINGERS);
    }

    private static boolean isRepetition(AlertStory story, Delivery before, Delivery alarm) {
        Duration repeat = Routes.to(story.evidence(), alarm.receiver(), story.labels())
                .map(Route::repeatInterval)
                .orElse(Duration.ZERO);
        return before.way().equals(alarm.way())
                && before.item().startsAt().equals(alarm.item().startsAt())
                && alarm.at().minus(before.at()).compareTo(repeat) < 0;
    }

    private static boolean isKnown(Notification.Item item, Delivery alarm, Restart over) {
        return over.evidence().notifications().stream()
                .filter(before -> before.at().compareTo(over.begin()) <= 0 && before.accepted())
                .filter(before -> Way.of(before).equals(alarm.way()))
                .flatMap(before -> before.alerts().stream())
                .anyMatch(before -> before.labels().equals(item.labels())
                        && before.startsAt().equals(item.startsAt())
                        && before.firing() == item.firing());
    }

    private Verdict returned(
            Expectation expected, AlertStory story, Restart over, List<Delivery> told, List<String> pointers) {
        Duration limit = over.end().plus(within);
        boolean watched = over.after(within).to().compareTo(limit) >= 0
                && over.through(story).orElseThrow().to().compareTo(limit) >= 0;
        if (!watched) {
            return expected.unclear("did not fire, or was not watched, until " + at(limit), "", pointers);
        }
        if (over.isLoss()
                && told.stream().allMatch(each -> next(story, each, over).compareTo(limit) > 0)) {
            return expected.unclear("nothing of its group was due until " + at(limit), "", pointers);
        }
        return over.views(story, within).isEmpty()
                ? expected.broken(
                        "fired on, and Alertmanager did not have it until " + at(limit),
                        over.isLoss()
                                ? "Prometheus must send to each of them: look at its alerting.alertmanagers"
                                : "Prometheus repeats an alert every --rules.alert.resend-delay",
                        pointers)
                : expected.kept(
                        "was told %s and not again, and Alertmanager had it again by %s"
                                .formatted(Delivery.told(told), at(limit)),
                        pointers);
    }
}
