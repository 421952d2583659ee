package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A14, of an alert that its cause withholds: after the restart Alertmanager hears of both anew, and an alert that began
 * longer ago than {@code group_wait} is told at once, whether its cause is known yet or not.
 */
record InhibitionSurvives(AlertSelector alert, AlertSelector cause, String restart, Duration within)
        implements Promise {
    @Override
    public String id() {
        return Words.id("A14-" + alert.slug() + "-inhibited-" + restart);
    }

    @Override
    public Check check() {
        return Check.A14;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be withheld by %s through %s, and within %s of %s again"
                .formatted(
                        cause,
                        Restart.named(evidence, restart),
                        length(within),
                        Restart.over(evidence, restart).startsWith("the begin") ? "its begin" : "its end"));
        return Restart.judged(evidence, restart, expected, over -> through(expected, over));
    }

    private Verdict through(Expectation expected, Restart over) {
        List<Episode> causes = AlertStory.of(over.evidence(), cause).stream()
                .flatMap(story -> over.through(story).stream())
                .toList();
        return Worst.of(
                expected,
                causes.isEmpty() ? List.of() : over.through(alert),
                () -> expected.unclear(
                        "did not fire through it together with its cause (see A01)", "", List.of("/alerts")),
                story -> one(expected, story, over, causes));
    }

    private Verdict one(Expectation expected, AlertStory story, Restart over, List<Episode> causes) {
        List<String> pointers = new ArrayList<>(story.pointers());
        pointers.add(over.pointer());
        Episode firing = over.through(story).orElseThrow();
        boolean withheld = story.views().stream()
                .anyMatch(view -> view.from().compareTo(over.begin()) < 0
                        && !view.inhibitedBy().isEmpty());
        boolean told = story.alarms().stream()
                .anyMatch(alarm ->
                        alarm.at().compareTo(firing.from()) >= 0 && alarm.at().compareTo(over.begin()) <= 0);
        if (told || !withheld) {
            String why = told ? "had been delivered before it" : "was not inhibited before it";
            return expected.unclear(why + " (see A10)", "", pointers);
        }
        List<Delivery> leaks = story.alarms().stream()
                .filter(alarm -> alarm.at().compareTo(over.begin()) > 0
                        && alarm.at().compareTo(over.rest().to()) <= 0)
                .filter(alarm -> causes.stream().anyMatch(each -> each.covers(alarm.at())))
                .toList();
        if (!leaks.isEmpty()) {
            pointers.addAll(Delivery.pointers(leaks));
            return expected.broken(
                    "was delivered " + Delivery.told(leaks) + " although its cause fired", leaked(), pointers);
        }
        return again(expected, story, over, causes, pointers);
    }

    private static String leaked() {
        return "Alertmanager heard of it before its cause: --dispatch.start-delay must be longer than Prometheus'"
                + " --rules.alert.resend-delay";
    }

    private Verdict again(
            Expectation expected, AlertStory story, Restart over, List<Episode> causes, List<String> pointers) {
        Duration limit = over.end().plus(within);
        boolean both = over.through(story).orElseThrow().to().compareTo(limit) >= 0
                && causes.stream().anyMatch(each -> each.to().compareTo(limit) >= 0);
        if (!both || over.after(within).to().compareTo(limit) < 0) {
            return expected.unclear(
                    "did not fire together with its cause, and watched, until " + at(limit), "", pointers);
        }
        List<View> views = over.views(story, within);
        if (views.isEmpty()) {
            return expected.unclear("Alertmanager did not have it again until " + at(limit), "", pointers);
        }
        Optional<Duration> inhibited = views.stream()
                .filter(view -> !view.inhibitedBy().isEmpty())
                .map(view -> Episode.later(view.from(), over.end()))
                .findFirst();
        return inhibited
                .map(from -> expected.kept(
                        "was inhibited again from %s, and was not delivered".formatted(at(from)), pointers))
                .orElseGet(() -> expected.broken(
                        "Alertmanager had it again and did not inhibit it until " + at(limit), "", pointers));
    }
}
