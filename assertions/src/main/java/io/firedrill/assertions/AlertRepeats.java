package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A12. */
record AlertRepeats(AlertSelector alert, String receiver, Duration every) implements Promise {
    @Override
    public String id() {
        return "A12-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A12;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to be repeated to receiver %s every %s while it fires, at the next flush"
                        .formatted(receiver, length(every)));
        return Worst.ofFired(expected, evidence, alert, story -> one(expected, story));
    }

    private Verdict one(Expectation expected, AlertStory story) {
        List<Reminders> reminders = Reminders.of(story, receiver);
        if (story.firings().isEmpty()) {
            return Worst.neverFired(expected, story.pointer());
        }
        return reminders.isEmpty()
                ? expected.unclear("was not delivered to " + receiver + " (see A05 and N01)", "", story.pointers())
                : Worst.of(
                        expected,
                        reminders.stream()
                                .map(each -> Map.entry("by " + each.integration(), judged(expected, each)))
                                .toList());
    }

    private Verdict judged(Expectation expected, Reminders reminders) {
        Optional<Episode> early = reminders.repetitions().stream()
                .filter(gap -> gap.length().compareTo(every) < 0)
                .findFirst();
        if (early.isPresent()) {
            return early(expected, reminders, early.get());
        }
        Duration most = every.plus(late(reminders.story()));
        Optional<Episode> silent = reminders.gaps().stream()
                .filter(gap -> gap.length().compareTo(most) > 0)
                .findFirst();
        if (silent.isPresent()) {
            return silent(expected, reminders, silent.get());
        }
        return reminders.repetitions().stream()
                .findFirst()
                .map(gap -> expected.kept(
                        "was told at %s and again at %s, %s later"
                                .formatted(at(gap.from()), at(gap.to()), length(gap.length())),
                        reminders.pointers()))
                .orElseGet(() -> expected.unclear(
                        "did not fire for long enough unchanged: it was told at %s, and had to be repeated by %s"
                                .formatted(
                                        at(reminders.last().at()),
                                        at(reminders.last().at().plus(most))),
                        "",
                        reminders.pointers()));
    }

    private Verdict early(Expectation expected, Reminders reminders, Episode gap) {
        String text = "was repeated at %s, %s after it had been told".formatted(at(gap.to()), length(gap.length()));
        return route(reminders.story())
                .filter(route -> route.repeatInterval().compareTo(every) < 0)
                .map(route -> expected.broken(text, hint(reminders.story()), reminders.pointers()))
                .orElseGet(() -> expected.unclear(text + " (see A08)", "", reminders.pointers()));
    }

    private Verdict silent(Expectation expected, Reminders reminders, Episode gap) {
        Optional<Obstacle> obstacle = Gates.witness(reminders.story().evidence(), Witness.ALERTMANAGER)
                .or(() -> reminders.heldBack(gap));
        return obstacle.map(expected::unclear)
                .orElseGet(() -> expected.broken(
                        "was told at %s and not again until %s, although it fired"
                                .formatted(at(gap.from()), at(gap.to())),
                        hint(reminders.story()),
                        reminders.pointers()));
    }

    /** A group is flushed at multiples of its interval; one that is longer than what is promised excuses nothing. */
    private Duration late(AlertStory story) {
        Duration interval = route(story).map(Route::groupInterval).orElse(Duration.ZERO);
        return Episode.earlier(interval, every).plus(Routes.margin(story.evidence()));
    }

    private Optional<Route> route(AlertStory story) {
        return Routes.to(story.evidence(), receiver, story.labels());
    }

    private String hint(AlertStory story) {
        return route(story)
                .map(way -> "the route to %s has repeat_interval %s and group_interval %s"
                        .formatted(receiver, length(way.repeatInterval()), length(way.groupInterval())))
                .orElse("");
    }
}
