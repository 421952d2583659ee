package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.count;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A17. */
record AlwaysFires(AlertSelector watchdog, String receiver, Duration every) implements Promise {
    @Override
    public String id() {
        return "A17-" + watchdog.slug();
    }

    @Override
    public Check check() {
        return Check.A17;
    }

    @Override
    public String subject() {
        return "alert " + watchdog;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to fire all the time, and to be delivered to receiver %s at least every %s"
                        .formatted(receiver, length(every)));
        Optional<Obstacle> deaf =
                Gates.first(Gates.witness(evidence, Witness.PROMETHEUS), Gates.witness(evidence, Witness.INBOX));
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        if (Rules.of(evidence, watchdog).isEmpty()) {
            return expected.broken(
                    Rules.notLoaded(evidence), Rules.nearest(evidence, watchdog), List.of("/configuration/rules"));
        }
        List<AlertStory> stories = AlertStory.of(evidence, watchdog);
        return Worst.of(
                expected,
                stories,
                () -> expected.broken(
                        "never fired (observed until %s)"
                                .formatted(at(evidence.drill().observed())),
                        "",
                        List.of("/alerts")),
                story -> one(expected, story));
    }

    private Verdict one(Expectation expected, AlertStory story) {
        Duration end = story.evidence().drill().observed();
        Duration hole = Rules.interval(story.evidence(), watchdog).multipliedBy(AlertStory.HOLE);
        List<Episode> firing = story.timeline().periods().stream()
                .filter(period -> period.state() == AlertState.FIRING)
                .map(period -> new Episode(period.from(), period.to()))
                .toList();
        Episode silent = Stretches.longestWithout(firing, new Episode(Duration.ZERO, end));
        if (silent.length().compareTo(hole) > 0) {
            return silent(expected, story, silent, hole);
        }
        return end.compareTo(every) < 0
                ? expected.unclear(
                        "the drill was watched for only " + length(end),
                        "watch for at least " + length(every),
                        List.of(story.pointer()))
                : delivered(expected, story, end);
    }

    /** A rule that is not evaluated does not fire, and does not say that it would not. */
    private Verdict silent(Expectation expected, AlertStory story, Episode silent, Duration hole) {
        String actual = "did not fire from " + silent;
        return story.evidence().sightings().stream()
                .filter(seen -> seen.name().equals(watchdog.name()))
                .map(RuleSighting::longestGap)
                .filter(gap -> gap.compareTo(hole) > 0)
                .findFirst()
                .map(gap -> expected.unclear(
                        actual + ", and its rule was not evaluated for " + length(gap),
                        "Prometheus did not evaluate the rule on time",
                        List.of(story.pointer(), "/sightings")))
                .orElseGet(() -> expected.broken(actual, "", List.of(story.pointer())));
    }

    private Verdict delivered(Expectation expected, AlertStory story, Duration end) {
        List<Delivery> heard = story.alarms().stream()
                .filter(alarm -> alarm.receiver().equals(receiver) && alarm.accepted())
                .filter(alarm -> !alarm.at().isNegative() && alarm.at().compareTo(end) <= 0)
                .toList();
        Episode silent = Stretches.longestWithout(
                heard.stream().map(alarm -> new Episode(alarm.at(), alarm.at())).toList(),
                new Episode(Duration.ZERO, end));
        List<String> pointers = new ArrayList<>(List.of(story.pointer()));
        pointers.addAll(Delivery.pointers(heard));
        String times = "was delivered " + count(heard.size(), "time");
        return silent.length().compareTo(every) <= 0
                ? expected.kept(times + ", the longest wait was " + length(silent.length()), pointers)
                : expected.broken(times + ", and not from " + silent, hint(story, heard), pointers);
    }

    private String hint(AlertStory story, List<Delivery> heard) {
        List<Delivery> astray = story.alarms().stream()
                .filter(alarm -> !alarm.receiver().equals(receiver))
                .toList();
        if (heard.isEmpty() && !astray.isEmpty()) {
            return "it was delivered " + astray.get(0).told();
        }
        if (!story.views().isEmpty() && !story.receivers().contains(receiver)) {
            return "Alertmanager routes it to " + Words.list(story.receivers());
        }
        return Routes.to(story.evidence(), receiver, story.labels())
                .filter(route -> route.repeatInterval().compareTo(every) > 0)
                .map(route -> "repeat_interval is " + length(route.repeatInterval()))
                .orElse("");
    }
}
