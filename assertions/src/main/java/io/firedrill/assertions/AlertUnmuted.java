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

/** A11, in a moment in which it must not be muted. */
record AlertUnmuted(AlertSelector alert, String receiver) implements Promise {
    @Override
    public String id() {
        return "A11-" + alert.slug();
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
                new Expectation("to be delivered to receiver " + receiver + ", and to be muted by no time interval");
        return Worst.of(
                expected,
                AlertStory.heard(evidence, alert),
                () -> Worst.neverFired(expected, evidence, alert),
                story -> one(expected, new TimeMutes(story, receiver)));
    }

    private Verdict one(Expectation expected, TimeMutes mutes) {
        AlertStory story = mutes.story();
        Optional<View> muted = mutes.views().stream()
                .filter(view -> !mutes.intervals(view).isEmpty())
                .findFirst();
        if (muted.isPresent()) {
            Set<String> intervals = mutes.intervals();
            return expected.broken(
                    "Alertmanager muted it by %s at %s"
                            .formatted(Words.list(intervals), at(muted.get().from())),
                    Words.sentences(intervals.stream().map(mutes::hint).toList()),
                    story.pointers());
        }
        Optional<Obstacle> deaf = Gates.alertPath(story.evidence(), alert);
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        return mutes.firing().isEmpty()
                ? expected.unclear("did not fire in the drill (see A01)", "", List.of(story.pointer()))
                : delivered(expected, story);
    }

    private Verdict delivered(Expectation expected, AlertStory story) {
        Optional<Delivery> first = story.alarms().stream()
                .filter(alarm -> alarm.accepted() && alarm.receiver().equals(receiver))
                .filter(alarm -> !alarm.at().isNegative())
                .findFirst();
        List<String> pointers = new ArrayList<>(story.pointers());
        first.ifPresent(alarm -> pointers.add(alarm.pointer()));
        return first.map(alarm ->
                        expected.kept("was delivered " + alarm.told() + ", and no time interval muted it", pointers))
                .orElseGet(() -> expected.unclear(
                        "no time interval muted it, but it was not delivered to " + receiver + " (see A05 and N01)",
                        "",
                        pointers));
    }
}
