package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A10. What counts is when Alertmanager had the cause: a notification that went out before could not be inhibited. */
record AlertInhibited(AlertSelector alert, AlertSelector cause) implements Promise {
    @Override
    public String id() {
        return "A10-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A10;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be withheld while " + cause + " fires, and only then");
        Optional<Obstacle> deaf = Gates.alertPath(evidence, alert);
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        List<Episode> causes = causes(evidence);
        List<AlertStory> stories = AlertStory.of(evidence, alert);
        if (causes.isEmpty()) {
            return expected.unclear(cause + " never reached Alertmanager (see A01 and A05)", "", List.of("/routed"));
        }
        return Worst.of(
                expected, stories, () -> Worst.neverFired(expected, "/alerts"), story -> one(expected, story, causes));
    }

    /** From when Alertmanager had the cause until Prometheus last saw it fire. */
    private List<Episode> causes(Evidence evidence) {
        List<Episode> causes = new ArrayList<>();
        for (AlertStory story : AlertStory.of(evidence, cause)) {
            for (Episode firing : story.firings()) {
                story.views().stream()
                        .filter(view -> firing.overlaps(new Episode(view.from(), view.to())))
                        .map(View::from)
                        .findFirst()
                        .map(had -> new Episode(Episode.later(had, firing.from()), firing.to()))
                        .ifPresent(causes::add);
            }
        }
        return causes;
    }

    private Verdict one(Expectation expected, AlertStory story, List<Episode> causes) {
        List<String> pointers = new ArrayList<>(story.pointers());
        List<Delivery> leaks = story.alarms().stream()
                .filter(alarm -> causes.stream().anyMatch(each -> each.covers(alarm.at())))
                .toList();
        if (!leaks.isEmpty()) {
            pointers.addAll(Delivery.pointers(leaks));
            return expected.broken(
                    "was delivered " + Delivery.told(leaks) + " although its cause fired", compared(story), pointers);
        }
        Optional<View> alone = story.views().stream()
                .filter(view -> !view.inhibitedBy().isEmpty())
                .filter(view -> causes.stream().noneMatch(each -> near(story, each, view)))
                .findFirst();
        if (alone.isPresent()) {
            return expected.broken(
                    "was inhibited at %s although its cause did not fire"
                            .formatted(at(alone.get().from())),
                    "",
                    pointers);
        }
        return withheld(expected, story, causes, pointers);
    }

    private Verdict withheld(Expectation expected, AlertStory story, List<Episode> causes, List<String> pointers) {
        Duration due = Routes.of(story.evidence(), story.labels())
                .map(Route::groupWait)
                .orElse(Duration.ZERO)
                .plus(Routes.margin(story.evidence()));
        Optional<Episode> both = story.firings().stream()
                .flatMap(firing -> causes.stream().filter(firing::overlaps).map(firing::shared))
                .filter(shared -> shared.length().compareTo(due) >= 0)
                .findFirst();
        if (both.isEmpty()) {
            return expected.unclear(
                    "did not fire together with its cause for long enough to be delivered", "", pointers);
        }
        boolean inhibited = story.views().stream()
                .anyMatch(view ->
                        !view.inhibitedBy().isEmpty() && both.get().overlaps(new Episode(view.from(), view.to())));
        return inhibited
                ? expected.kept("fired together with its cause " + both.get() + ", and was not delivered", pointers)
                : expected.broken(
                        "Alertmanager did not inhibit it while both fired, " + both.get(), compared(story), pointers);
    }

    private static boolean near(AlertStory story, Episode cause, View view) {
        Duration margin = Routes.margin(story.evidence());
        return new Episode(cause.from().minus(margin), cause.to().plus(margin))
                .overlaps(new Episode(view.from(), view.to()));
    }

    private String compared(AlertStory story) {
        return "compare the labels under `equal` of the inhibit rule: it has " + AlertSelector.text(story.labels())
                + ", its cause is " + cause;
    }
}
