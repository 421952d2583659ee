package io.firedrill.assertions;

import static io.firedrill.assertions.Words.length;
import static io.firedrill.assertions.Words.number;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A19 where everything that it needs was recorded. */
record QuietTrial(
        Evidence evidence, Expectation expected, AlertSelector alert, Rule rule, FaultRecord held, LevelCourse course) {
    Verdict verdict() {
        List<AlertStory> stories = AlertStory.of(evidence, alert);
        for (AlertStory story : stories) {
            for (Episode run : runs(story)) {
                if (!run.from().isNegative() && below(story, run)) {
                    return loud(story, run);
                }
            }
        }
        return unheard(stories)
                .or(() -> excused(stories))
                .or(this::tooFar)
                .or(this::notEvaluated)
                .or(this::other)
                .orElseGet(() -> quiet(stories));
    }

    /**
     * From becoming pending to the first firing evaluation; what becomes pending once the level is let go is not its doing. Pending that ends without firing wakes nobody: a rule that is
     * read between two steps of the level may be so for a moment, and the drill lasts longer than its {@code for}.
     */
    private List<Episode> runs(AlertStory story) {
        List<Episode> runs = new ArrayList<>();
        Optional<AlertPeriod> before = Optional.empty();
        for (AlertPeriod period : story.timeline().periods()) {
            Optional<AlertPeriod> joined = before.filter(last -> story.continues(last, period));
            before = Optional.of(period);
            if (period.to().isNegative() || joined.filter(QuietTrial::fires).isPresent()) {
                continue;
            }
            Duration begin = joined.map(AlertPeriod::from).orElse(period.from());
            if (fires(period) && begin.compareTo(held.revertingAt()) < 0) {
                runs.add(new Episode(begin, period.from()));
            }
        }
        return runs;
    }

    private static boolean fires(AlertPeriod period) {
        return period.state() == AlertState.FIRING;
    }

    private LevelCourse around(AlertStory story, Episode run) {
        Duration slack = rule.interval().multipliedBy(2);
        return course.of(story.timeline().labels())
                .within(new Episode(run.from().minus(slack), run.to().plus(slack)));
    }

    private boolean below(AlertStory story, Episode run) {
        LevelCourse around = around(story, run);
        return !around.values().isEmpty() && around.shareReached() < LevelCourse.REASON;
    }

    private Verdict loud(AlertStory story, Episode run) {
        LevelCourse around = around(story, run);
        String actual = story.name() + " fired at " + Words.at(run.to()) + ", when the level was "
                + number(around.median()) + " (at most " + number(around.highest()) + ")";
        return expected.broken(
                actual, asks(), List.of(story.pointer(), course.pointer(), Rules.pointer(evidence, rule)));
    }

    private String asks() {
        return "the loaded rule asks for " + rule.query();
    }

    /** The inbox is the second witness: an alarm that Prometheus' series do not show. */
    private Optional<Verdict> unheard(List<AlertStory> stories) {
        for (int i = 0; i < evidence.notifications().size(); i++) {
            for (Notification.Item item : evidence.notifications().get(i).alerts()) {
                boolean ours = item.firing() && !item.startsAt().isNegative() && alert.selectsRouted(item.labels());
                if (ours && stories.stream().allMatch(story -> story.firings().isEmpty())) {
                    return Optional.of(expected.broken(
                            "was delivered as firing since " + Words.at(item.startsAt())
                                    + ", although Prometheus' series do not show it",
                            "",
                            List.of("/notifications/" + i, course.pointer())));
                }
            }
        }
        return Optional.empty();
    }

    /** It was there before, or the level gave it a reason. */
    private Optional<Verdict> excused(List<AlertStory> stories) {
        for (AlertStory story : stories) {
            for (Episode run : runs(story)) {
                boolean before = run.from().isNegative();
                boolean blind = around(story, run).values().isEmpty();
                String why = before
                        ? "it was pending before the drill began"
                        : blind ? "the level had no value then" : "the level was not below the threshold then";
                return Optional.of(expected.unclear(
                        story.name() + " fired at " + Words.at(run.to()) + ", but " + why,
                        "hold the level lower",
                        List.of(story.pointer(), course.pointer())));
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> tooFar() {
        LevelCourse during = course.within(new Episode(held.appliedAt(), held.revertingAt()));
        List<String> pointers = List.of(course.pointer(), Faults.pointer(evidence, held));
        if (during.values().isEmpty()) {
            return Optional.of(expected.unclear("the level had no value while the fault lasted", "", pointers));
        }
        if (during.median() >= course.threshold()) {
            return Optional.of(expected.unclear(
                    "the level was not below the threshold: " + told(during), "hold the level lower", pointers));
        }
        Duration needed = needed();
        return during.nearFor().compareTo(needed) >= 0
                ? Optional.empty()
                : Optional.of(expected.unclear(
                        "the level was not near the threshold for long enough: %s, and from %s on for only %s at a time"
                                .formatted(
                                        told(during),
                                        number(LevelCourse.NEAR * course.threshold()),
                                        length(during.nearFor())),
                        "the rule needs " + length(needed) + " to fire; hold the level higher, or longer",
                        pointers));
    }

    private Duration needed() {
        return HoldsFor.upToEvaluation(rule.holdFor(), rule.interval())
                .plus(rule.interval().multipliedBy(2));
    }

    private Optional<Verdict> notEvaluated() {
        Optional<RuleSighting> sighting = sighting();
        List<String> pointers = List.of(
                Rules.pointer(evidence, rule),
                sighting.map(seen -> "/sightings/" + evidence.sightings().indexOf(seen))
                        .orElse("/sightings"));
        Duration most = held.revertingAt().minus(held.appliedAt()).dividedBy(4);
        Optional<String> why = !rule.health().equals("ok")
                ? Optional.of("the rule's health is " + rule.health())
                : sighting.isEmpty() || sighting.get().evaluations() < 2
                        ? Optional.of("the rule was not seen to be evaluated")
                        : !sighting.get().troubles().isEmpty()
                                ? Optional.of("the rule was ill meanwhile: "
                                        + sighting.get().troubles().get(0))
                                : sighting.get().longestGap().compareTo(most) > 0
                                        ? Optional.of("the rule was not evaluated for "
                                                + length(sighting.get().longestGap()))
                                        : Optional.empty();
        return why.map(text -> expected.unclear("stayed quiet, but " + text, "", pointers));
    }

    private Optional<RuleSighting> sighting() {
        return evidence.sightings().stream()
                .filter(seen -> seen.name().equals(rule.name())
                        && seen.group().equals(rule.group())
                        && seen.file().equals(rule.file()))
                .findFirst();
    }

    /** A rule that asks for something else stays quiet whatever the level does. */
    private Optional<Verdict> other() {
        return bare(rule.query()).contains(bare(course.query()))
                ? Optional.empty()
                : Optional.of(expected.unclear(
                        "stayed quiet, but " + asks() + ", and the level is " + course.query() + " (see A01)",
                        "",
                        List.of(Rules.pointer(evidence, rule), course.pointer())));
    }

    private static String bare(String query) {
        return query.replaceAll("\\s+", "");
    }

    private Verdict quiet(List<AlertStory> stories) {
        LevelCourse during = course.within(new Episode(held.appliedAt(), held.revertingAt()));
        List<String> pointers = new ArrayList<>(List.of(course.pointer(), Rules.pointer(evidence, rule)));
        stories.forEach(story -> pointers.add(story.pointer()));
        return expected.kept(
                "stayed quiet while the level was near the threshold for %s: %s"
                        .formatted(length(during.nearFor()), told(during)),
                pointers);
    }

    private static String told(LevelCourse during) {
        return "it was " + number(during.median()) + " (at most " + number(during.highest()) + ")";
    }
}
