package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A09. That one integration of each receiver says so is enough; that each does is N06's to say. */
record AlertResolves(AlertSelector alert, String fault, Duration within) implements Promise {
    @Override
    public String id() {
        return "A09-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A09;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation(
                "to resolve, and say so, within %s of %s".formatted(length(within), Faults.reverted(evidence, fault)));
        Optional<Obstacle> obstacle = Gates.first(
                Gates.firing(evidence, alert), Gates.witness(evidence, Witness.INBOX), Gates.fault(evidence, fault));
        if (obstacle.isPresent()) {
            return expected.unclear(obstacle.get());
        }
        FaultRecord applied = Faults.named(evidence, fault).orElseThrow();
        List<AlertStory> stories = AlertStory.since(evidence, alert, applied.appliedAt());
        return Worst.of(
                expected, stories, () -> neverFired(expected, "/alerts"), story -> one(expected, story, applied));
    }

    private static Verdict neverFired(Expectation expected, String pointer) {
        return expected.unclear("did not fire after the fault (see A01)", "", List.of(pointer));
    }

    private Verdict one(Expectation expected, AlertStory story, FaultRecord applied) {
        Optional<AlertPeriod> already = AlreadyThere.at(story, applied.appliedAt());
        if (already.isPresent()) {
            return expected.unclear(AlreadyThere.obstacle(story, already.get()));
        }
        if (story.firing(applied.appliedAt()).isEmpty()) {
            return neverFired(expected, story.pointer());
        }
        List<Delivery> alarms = story.alarms().stream()
                .filter(alarm -> alarm.accepted() && alarm.at().compareTo(applied.appliedAt()) >= 0)
                .toList();
        return alarms.isEmpty()
                ? expected.unclear("nobody was told that it fired (see A05 and N01)", "", story.pointers())
                : stopped(expected, new Resolution(story, applied, within, alarms));
    }

    private static Verdict stopped(Expectation expected, Resolution resolution) {
        Episode last = resolution.lastFiring();
        if (last.to().compareTo(resolution.limit()) > 0) {
            boolean again = last.from().compareTo(resolution.fault().revertedAt()) > 0;
            String actual = again ? "fired again from " + last : "was still firing at " + at(last.to());
            return Standstill.broken(expected, resolution.evidence(), actual, "", resolution.pointers());
        }
        if (resolution.endedEarly()) {
            return expected.unclear(
                    "stopped firing at " + at(last.to()) + ", before the fault ended",
                    "what it measures vanished while the fault lasted",
                    resolution.pointers());
        }
        return told(expected, resolution);
    }

    private static Verdict told(Expectation expected, Resolution resolution) {
        String end = "stopped firing at " + at(resolution.lastFiring().to());
        List<String> deaf = resolution.receivers().stream()
                .filter(receiver -> resolution.told(receiver).isEmpty())
                .toList();
        List<String> untold =
                deaf.stream().filter(receiver -> !resolution.isMute(receiver)).toList();
        if (!untold.isEmpty()) {
            return untold(expected, resolution, end, untold);
        }
        return late(expected, resolution, end)
                .orElseGet(() -> deaf.isEmpty()
                        ? expected.kept(
                                end + ", resolved "
                                        + resolution
                                                .latest()
                                                .map(Delivery::told)
                                                .orElse("") + resolution.twice(),
                                resolution.pointers())
                        : expected.unclear(
                                end + ", and no integration of " + Words.list(deaf) + " is set to say so (see N06)",
                                "",
                                resolution.pointers()));
    }

    private static Optional<Verdict> late(Expectation expected, Resolution resolution, String end) {
        Duration limit = resolution.limit();
        return resolution
                .latest()
                .filter(latest -> latest.at().compareTo(limit) > 0)
                .map(latest -> latest.undecided(limit)
                        .<Verdict>map(why ->
                                expected.unclear(end + ", resolved " + latest.told(), why, resolution.pointers()))
                        .orElseGet(() -> Standstill.broken(
                                expected,
                                resolution.evidence(),
                                end + ", but resolved only " + latest.told(),
                                resolution.hint(),
                                resolution.pointers())));
    }

    private static Verdict untold(Expectation expected, Resolution resolution, String end, List<String> untold) {
        return resolution.watched()
                ? Standstill.broken(
                        expected,
                        resolution.evidence(),
                        end + ", but no resolved notification reached " + Words.list(untold),
                        resolution.interval(),
                        resolution.pointers())
                : expected.unclear(
                        end + ", and the observation ended before a resolved notification was due",
                        "watch until " + at(resolution.limit()),
                        resolution.pointers());
    }
}
