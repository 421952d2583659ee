package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A01. */
record AlertFires(AlertSelector alert, String fault, Duration within) implements Promise {
    @Override
    public String id() {
        return "A01-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A01;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation(
                "to fire and be delivered within %s of %s".formatted(length(within), Faults.applied(evidence, fault)));
        return Gates.first(Gates.firing(evidence, alert), Gates.fault(evidence, fault))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        FaultRecord applied = Faults.named(evidence, fault).orElseThrow();
        List<AlertStory> stories = AlertStory.since(evidence, alert, applied.appliedAt());
        Optional<Rule> rule = Rules.of(evidence, alert);
        if (rule.isEmpty()) {
            return expected.broken(
                    Rules.notLoaded(evidence), Rules.nearest(evidence, alert), List.of("/configuration/rules"));
        }
        if (stories.isEmpty()) {
            return tooShort(evidence, applied)
                    ? unwatched(evidence, expected, applied, List.of("/alerts"))
                    : Standstill.broken(
                            expected,
                            evidence,
                            "never became pending (observed until %s)"
                                    .formatted(at(evidence.drill().observed())),
                            Words.sentences(List.of(NeverFired.unseen(evidence, alert, rule.get()), userSays(applied))),
                            List.of("/alerts", Rules.pointer(evidence, rule.get())));
        }
        return Worst.of(
                expected,
                stories.stream()
                        .map(story -> Map.entry(story.name(), one(expected, story, applied, rule.get())))
                        .toList());
    }

    private Verdict one(Expectation expected, AlertStory story, FaultRecord applied, Rule rule) {
        Optional<AlertPeriod> already = AlreadyThere.at(story, applied.appliedAt());
        if (already.isPresent()) {
            return expected.unclear(AlreadyThere.obstacle(story, already.get()));
        }
        Optional<AlertPeriod> firing = story.timeline().first(AlertState.FIRING, applied.appliedAt());
        if (firing.isEmpty()) {
            return tooShort(story.evidence(), applied)
                    ? unwatched(story.evidence(), expected, applied, List.of(story.pointer()))
                    : Standstill.broken(
                            expected,
                            story.evidence(),
                            NeverFired.actual(story, applied),
                            Words.sentences(List.of(NeverFired.hint(story, applied, rule), userSays(applied))),
                            List.of(story.pointer(), Rules.pointer(story.evidence(), rule)));
        }
        return fired(expected, story, applied, firing.get().from(), rule);
    }

    private Verdict fired(Expectation expected, AlertStory story, FaultRecord applied, Duration firedAt, Rule rule) {
        Duration took = firedAt.minus(applied.appliedAt());
        String actual = "fired %s after it, at %s".formatted(length(took), at(firedAt))
                + story.pendingBefore(firedAt)
                        .map(pending -> ", pending from " + at(pending.from()))
                        .orElse("");
        List<String> pointers = new ArrayList<>(List.of(story.pointer()));
        pointers.add(Faults.pointer(story.evidence(), applied));
        if (took.compareTo(within) <= 0) {
            return heard(expected, story, applied, firedAt, actual, pointers);
        }
        String hint = rule.holdFor().compareTo(within) > 0
                ? "the rule waits `for: %s`, longer than promised in all".formatted(length(rule.holdFor()))
                : forecast(story);
        return Standstill.broken(expected, story.evidence(), actual, hint, pointers);
    }

    /** An alert that fires in time helps nobody who is told too late; why nobody is told at all is N01's to say. */
    private Verdict heard(
            Expectation expected,
            AlertStory story,
            FaultRecord applied,
            Duration firedAt,
            String actual,
            List<String> pointers) {
        Optional<Delivery> first = story.alarms().stream()
                .filter(alarm -> alarm.accepted() && alarm.at().compareTo(firedAt) >= 0)
                .findFirst();
        if (first.isEmpty()) {
            return Gates.witness(story.evidence(), Witness.INBOX)
                    .map(expected::unclear)
                    .orElseGet(() ->
                            expected.unclear(actual + ", but nothing was delivered at all (see N01)", "", pointers));
        }
        Delivery alarm = first.get();
        Duration after = alarm.at().minus(applied.appliedAt());
        pointers.add(alarm.pointer());
        Optional<String> undecided = alarm.undecided(applied.appliedAt().plus(within));
        if (undecided.isPresent()) {
            return expected.unclear(actual + ", delivered " + alarm.told(), undecided.get(), pointers);
        }
        return after.compareTo(within) <= 0
                ? expected.kept(actual + ", delivered " + alarm.told(), pointers)
                : Standstill.broken(
                        expected,
                        story.evidence(),
                        "%s, but was delivered only %s, %s after the fault"
                                .formatted(actual, alarm.told(), length(after)),
                        Words.sentences(List.of(waits(story, alarm), forecast(story))),
                        pointers);
    }

    private static String waits(AlertStory story, Delivery alarm) {
        return Routes.to(story.evidence(), alarm.receiver(), story.labels())
                .map(route -> "its route waits `group_wait: %s`".formatted(length(route.groupWait())))
                .orElse("");
    }

    private static String userSays(FaultRecord applied) {
        return FaultEffect.isCommand(applied)
                ? "that `%s` broke anything nobody but its user says"
                        .formatted(applied.source().locator())
                : "";
    }

    private String forecast(AlertStory story) {
        return Forecasts.hint(
                story.evidence().configuration(),
                new AlertSelector(alert.name(), story.timeline().labels()),
                within);
    }

    private boolean tooShort(Evidence evidence, FaultRecord applied) {
        return evidence.drill().observed().compareTo(applied.appliedAt().plus(within)) < 0;
    }

    private Verdict unwatched(Evidence evidence, Expectation expected, FaultRecord applied, List<String> pointers) {
        Duration watched = evidence.drill().observed().minus(applied.appliedAt());
        return expected.unclear(
                "had not fired when the observation ended, %s after the fault".formatted(length(watched)),
                "watch for at least " + length(within) + " after the fault",
                pointers);
    }
}
