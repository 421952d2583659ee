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
import java.util.Optional;

/** A13. That the fault which it answers to lasts is what makes its absence after the restart a loss. */
record PendingSurvives(AlertSelector alert, String cause, String restart, Duration within) implements Promise {
    @Override
    public String id() {
        return "A13-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A13;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to be pending when %s ends Prometheus, and to fire within %s of its return"
                        .formatted(Restart.named(evidence, restart), length(within)));
        Optional<Obstacle> obstacle = Restart.obstacle(evidence, restart, Restart.PROMETHEUS, Witness.PROMETHEUS)
                .or(() -> Gates.notInjected(evidence, cause))
                .or(() -> unlasting(evidence));
        if (obstacle.isPresent()) {
            return expected.unclear(obstacle.get());
        }
        Restart over = Restart.of(evidence, restart);
        List<AlertStory> pending = AlertStory.of(evidence, alert).stream()
                .filter(story -> before(story, over).isPresent())
                .toList();
        return Worst.of(
                expected,
                pending,
                () -> expected.unclear("was not pending when Prometheus ended (see A01)", "", List.of("/alerts")),
                story -> one(expected, story, over));
    }

    /** The condition must hold for as long as is waited. */
    private Optional<Obstacle> unlasting(Evidence evidence) {
        FaultRecord held = Faults.named(evidence, cause).orElseThrow();
        Duration limit = Restart.of(evidence, restart).end().plus(within);
        boolean ended = held.revertingAt().compareTo(limit) < 0;
        return ended
                ? Optional.of(new Obstacle(
                        "fault \"%s\" ended at %s, before %s".formatted(cause, at(held.revertingAt()), at(limit)),
                        "let it last until then",
                        List.of(Faults.pointer(evidence, held))))
                : Optional.empty();
    }

    /** What it was at the last evaluation before, if it was anything. */
    private static Optional<AlertPeriod> before(AlertStory story, Restart restart) {
        Duration earliest = restart.begin().minus(story.interval().multipliedBy(AlertStory.HOLE));
        return story.timeline().periods().stream()
                .filter(period -> period.from().compareTo(restart.begin()) < 0)
                .reduce((earlier, later) -> later)
                .filter(period -> period.to().compareTo(earliest) >= 0);
    }

    private Verdict one(Expectation expected, AlertStory story, Restart over) {
        List<String> pointers = new ArrayList<>(List.of(story.pointer(), over.pointer()));
        AlertPeriod before = before(story, over).orElseThrow();
        if (before.state() == AlertState.FIRING) {
            return expected.unclear(
                    "was firing already, from %s, when Prometheus ended".formatted(at(before.from())), "", pointers);
        }
        Duration limit = over.end().plus(within);
        Optional<AlertPeriod> fired = story.timeline().first(AlertState.FIRING, over.begin());
        String was = "was pending from " + at(before.from());
        if (fired.isPresent() && fired.get().from().compareTo(limit) <= 0) {
            return expected.kept(
                    "%s and fired at %s, %s after the return"
                            .formatted(
                                    was,
                                    at(fired.get().from()),
                                    length(fired.get().from().minus(over.end()))),
                    pointers);
        }
        if (over.evidence().drill().observed().compareTo(limit) < 0) {
            return expected.unclear(
                    was + ", and the observation ended before it was due", "watch until " + at(limit), pointers);
        }
        return late(expected, story, over, was, fired);
    }

    private Verdict late(
            Expectation expected, AlertStory story, Restart over, String was, Optional<AlertPeriod> fired) {
        List<String> pointers = new ArrayList<>(List.of(story.pointer(), over.pointer()));
        Optional<Rule> rule = Rules.of(story.evidence(), alert);
        rule.ifPresent(loaded -> pointers.add(Rules.pointer(story.evidence(), loaded)));
        Optional<AlertPeriod> anew = story.timeline().first(AlertState.PENDING, over.begin());
        String then = fired.map(period -> "fired only at %s, %s after the return"
                        .formatted(at(period.from()), length(period.from().minus(over.end()))))
                .or(() -> anew.map(period -> "was pending again from %s and had not fired at %s"
                        .formatted(at(period.from()), at(period.to()))))
                .orElse("was neither pending nor firing any more");
        String hint = anew.isPresent()
                ? rule.map(loaded -> "its `for: %s` began anew: Prometheus goes on with one that is at least"
                                        .formatted(length(loaded.holdFor()))
                                + " --rules.alert.for-grace-period, if it still has its data")
                        .orElse("")
                : "";
        return expected.broken(was + ", and after the return " + then, hint, pointers);
    }
}
