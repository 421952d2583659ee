package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.count;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A15. */
record AlertSteady(AlertSelector alert, List<String> faults) implements Promise {
    AlertSteady {
        faults = List.copyOf(faults);
        if (faults.size() < 2) {
            throw new IllegalArgumentException("it takes two faults or more to flap, but were " + faults);
        }
    }

    @Override
    public String id() {
        return "A15-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A15;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation(
                "to fire once, and to be told once, while faults " + Words.list(faults) + " come and go");
        Optional<Obstacle> obstacle = Gates.first(
                Gates.firing(evidence, alert),
                Gates.witness(evidence, Witness.INBOX),
                faults.stream()
                        .flatMap(fault -> Gates.fault(evidence, fault).stream())
                        .findFirst());
        if (obstacle.isPresent()) {
            return expected.unclear(obstacle.get());
        }
        List<FaultRecord> applied = faults.stream()
                .map(fault -> Faults.named(evidence, fault).orElseThrow())
                .sorted(Comparator.comparing(FaultRecord::appliedAt))
                .toList();
        return Worst.of(
                expected,
                AlertStory.since(evidence, alert, applied.get(0).appliedAt()),
                () -> Worst.neverFired(expected, "/alerts"),
                story -> one(expected, story, applied));
    }

    private static Verdict one(Expectation expected, AlertStory story, List<FaultRecord> applied) {
        Duration begin = applied.get(0).appliedAt();
        Optional<AlertPeriod> already = AlreadyThere.at(story, begin);
        if (already.isPresent()) {
            return expected.unclear(AlreadyThere.obstacle(story, already.get()));
        }
        List<Episode> firings = story.firings().stream()
                .filter(firing -> firing.from().compareTo(begin) >= 0)
                .toList();
        List<Episode> pauses = pauses(applied);
        if (firings.size() > 1) {
            return expected.broken(
                    "fired %s: %s"
                            .formatted(
                                    count(firings.size(), "time"),
                                    Words.list(firings.stream()
                                            .map(Episode::toString)
                                            .toList())),
                    hint(story, pauses),
                    story.pointers());
        }
        return firings.isEmpty()
                ? expected.unclear("did not fire after the first fault (see A01)", "", story.pointers())
                : once(expected, story, firings.get(0), pauses);
    }

    /** It fired once; whether the condition really came and went meanwhile, and what people heard of it. */
    private static Verdict once(Expectation expected, AlertStory story, Episode firing, List<Episode> pauses) {
        Duration lag = story.evidence().configuration().scrapeInterval().plus(story.interval());
        Optional<Obstacle> unseen = unseen(story, pauses, lag);
        if (unseen.isPresent()) {
            return expected.unclear(unseen.get());
        }
        long spanned = pauses.stream()
                .filter(pause -> firing.covers(pause.from().plus(lag)) && firing.covers(pause.to()))
                .count();
        return spanned < pauses.size()
                ? expected.unclear(
                        "fired from %s, which spans %d of the %s between the faults: its rule did not see them all"
                                .formatted(firing, spanned, count(pauses.size(), "pause")),
                        "",
                        story.pointers())
                : told(expected, story, firing, pauses.size());
    }

    /** The alert may have ended in a pause, and nobody could tell. */
    private static Optional<Obstacle> unseen(AlertStory story, List<Episode> pauses, Duration lag) {
        Duration seen = lag.multipliedBy(2).plus(story.interval().multipliedBy(AlertStory.HOLE));
        Optional<Obstacle> brief = pauses.stream()
                .filter(pause -> pause.length().compareTo(seen) <= 0)
                .findFirst()
                .map(pause -> new Obstacle(
                        "the faults were gone for only %s, from %s, which may not have been seen at all"
                                .formatted(length(pause.length()), pause),
                        "leave more than " + length(seen) + " between them",
                        story.pointers()));
        return brief.or(() -> holes(story).stream()
                .filter(hole -> pauses.stream().anyMatch(hole::overlaps))
                .findFirst()
                .map(hole -> new Obstacle(
                        "evaluations are missing from %s, or it had ended for a moment".formatted(hole),
                        "",
                        story.pointers())));
    }

    private static Verdict told(Expectation expected, AlertStory story, Episode firing, int pauses) {
        List<Delivery> heard = story.deliveries().stream()
                .filter(delivery -> delivery.accepted() && delivery.at().compareTo(firing.from()) >= 0)
                .toList();
        List<Delivery> alarms = heard.stream().filter(Delivery::firing).toList();
        List<String> pointers = new ArrayList<>(story.pointers());
        pointers.addAll(Delivery.pointers(heard));
        Optional<Delivery> again = alarms.stream()
                .filter(alarm -> heard.stream().anyMatch(before -> isEndBefore(before, alarm)))
                .findFirst();
        if (again.isPresent()) {
            return expected.broken(
                    "fired once, but was told again %s after it had been told as resolved"
                            .formatted(again.get().told()),
                    "Alertmanager took it for ended in between: look at how often Prometheus sends it",
                    pointers);
        }
        return alarms.isEmpty()
                ? expected.unclear("was not delivered (see A05 and N01)", "", pointers)
                : expected.kept(
                        "fired from %s through %s, and was told %s"
                                .formatted(
                                        firing,
                                        count(pauses, "pause"),
                                        alarms.get(0).told()),
                        pointers);
    }

    private static boolean isEndBefore(Delivery before, Delivery alarm) {
        return !before.firing()
                && before.at().compareTo(alarm.at()) < 0
                && before.receiver().equals(alarm.receiver())
                && before.notification()
                        .integration()
                        .equals(alarm.notification().integration());
    }

    /** Missing samples that do not end a stretch of firing; a single one is what a busy machine does. */
    private static List<Episode> holes(AlertStory story) {
        List<AlertPeriod> periods = story.timeline().periods().stream()
                .filter(period -> period.state() == AlertState.FIRING)
                .toList();
        List<Episode> holes = new ArrayList<>();
        for (int i = 1; i < periods.size(); i++) {
            Episode hole = new Episode(periods.get(i - 1).to(), periods.get(i).from());
            if (hole.length().compareTo(story.interval().multipliedBy(2)) > 0) {
                holes.add(hole);
            }
        }
        return holes;
    }

    private static List<Episode> pauses(List<FaultRecord> applied) {
        List<Episode> pauses = new ArrayList<>();
        for (int i = 1; i < applied.size(); i++) {
            pauses.add(
                    new Episode(applied.get(i - 1).revertedAt(), applied.get(i).appliedAt()));
        }
        return pauses;
    }

    private static String hint(AlertStory story, List<Episode> pauses) {
        Duration longest =
                pauses.stream().map(Episode::length).max(Duration::compareTo).orElse(Duration.ZERO);
        return Rules.of(
                        story.evidence(),
                        new AlertSelector(
                                story.timeline().alert(), story.timeline().labels()))
                .map(rule -> rule.keepFiringFor().isZero()
                        ? "the rule has no keep_firing_for"
                        : "the rule says `keep_firing_for: %s`, and the condition was gone for up to %s at %s"
                                .formatted(
                                        length(rule.keepFiringFor()),
                                        length(longest),
                                        at(pauses.get(0).from())))
                .orElse("");
    }
}
