package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A11, in a moment in which it must be muted. */
record AlertMuted(AlertSelector alert, String receiver, String interval, AlertSelector control) implements Promise {
    @Override
    public String id() {
        return Words.id("A11-" + alert.slug() + "-" + interval);
    }

    @Override
    public Check check() {
        return Check.A11;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to be withheld from receiver %s by time interval %s while %s is delivered"
                        .formatted(receiver, interval, control));
        List<AlertStory> stories = AlertStory.heard(evidence, alert);
        return Worst.of(
                expected,
                stories,
                () -> Gates.firing(evidence, alert)
                        .map(expected::unclear)
                        .orElseGet(() -> neverFired(expected, "/alerts")),
                story -> one(expected, story));
    }

    private static Verdict neverFired(Expectation expected, String pointer) {
        return expected.unclear("did not fire in the drill (see A01)", "", List.of(pointer));
    }

    private Verdict one(Expectation expected, AlertStory story) {
        TimeMutes mutes = new TimeMutes(story, receiver);
        List<Delivery> leaks = story.deliveries().stream()
                .filter(delivery -> !delivery.at().isNegative())
                .toList();
        boolean here = story.receivers().contains(receiver)
                || leaks.stream().anyMatch(leak -> leak.receiver().equals(receiver));
        if (!leaks.isEmpty() && here) {
            List<String> pointers = new ArrayList<>(story.pointers());
            pointers.addAll(Delivery.pointers(leaks));
            return expected.broken("was delivered " + Delivery.told(leaks), mutes.hint(interval), pointers);
        }
        Optional<Obstacle> deaf = Gates.alertPath(story.evidence(), alert);
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        if (mutes.firing().isEmpty()) {
            return neverFired(expected, story.pointer());
        }
        return here
                ? quiet(expected, mutes, mutes.firing().get())
                : expected.unclear(
                        "Alertmanager routes it to " + Words.list(story.receivers()) + " (see A05)",
                        "",
                        story.pointers());
    }

    /** Nothing was delivered; now it takes proof that the time interval alone is why. */
    private Verdict quiet(Expectation expected, TimeMutes mutes, Episode firing) {
        AlertStory story = mutes.story();
        Set<String> others = mutes.heldBack();
        if (!others.isEmpty()) {
            return expected.unclear("was also held back by " + Words.list(others), "", story.pointers());
        }
        if (!mutes.isTested(firing)) {
            return expected.unclear(
                    "fired from %s, too briefly for a notification to be due".formatted(firing), "", story.pointers());
        }
        Set<String> intervals = mutes.intervals();
        if (intervals.isEmpty()) {
            return expected.unclear(
                    "was not delivered, and not because of a time interval (see N01)",
                    mutes.hint(interval),
                    story.pointers());
        }
        return intervals.contains(interval)
                ? proven(expected, mutes, firing)
                : expected.broken(
                        "was muted by " + Words.list(intervals) + " instead", mutes.hint(interval), story.pointers());
    }

    private Verdict proven(Expectation expected, TimeMutes mutes, Episode firing) {
        AlertStory story = mutes.story();
        Optional<Delivery> other = AlertStory.of(story.evidence(), control).stream()
                .flatMap(each -> each.alarms().stream())
                .filter(alarm -> alarm.accepted() && firing.covers(alarm.at()))
                .findFirst();
        List<String> pointers = new ArrayList<>(story.pointers());
        other.ifPresent(alarm -> pointers.add(alarm.pointer()));
        View muted = mutes.by(interval).get(0);
        return other.map(alarm -> expected.kept(
                        "fired from %s, Alertmanager muted it by %s from %s and delivered nothing, while the control was delivered %s"
                                .formatted(firing, interval, at(muted.from()), alarm.told()),
                        pointers))
                .orElseGet(() -> expected.unclear(
                        "the control alert %s was not delivered while it fired, so nothing may have been"
                                .formatted(control),
                        "",
                        pointers));
    }
}
