package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The second half of N05: something was lost for good, so an alert must have said so, by a way that was not out. */
record LossAlerted(Expectation expected, AlertSelector loss, Outage outage, String lost, List<String> pointers) {
    Verdict verdict(Evidence evidence, Duration since) {
        Optional<Rule> rule = Rules.of(evidence, loss);
        if (rule.isEmpty()) {
            return expected.broken(
                    lost + ", and there is no rule " + loss,
                    Rules.nearest(evidence, loss),
                    more("/configuration/rules"));
        }
        List<AlertStory> stories = AlertStory.of(evidence, loss);
        for (AlertStory story : stories) {
            Optional<Verdict> told = story.firing(outage.fault().appliedAt()).flatMap(firing -> told(story, firing));
            if (told.isPresent()) {
                return told.get();
            }
        }
        List<AlertStory> before = stories.stream()
                .filter(story ->
                        AlreadyThere.at(story, outage.fault().appliedAt()).isPresent())
                .toList();
        if (!before.isEmpty()) {
            return expected.unclear(
                    lost + "; " + loss + " had begun before the outage, so that it says nothing of it",
                    "",
                    more(before.get(0).pointer()));
        }
        List<AlertStory> fired = stories.stream()
                .filter(story -> story.firing(outage.fault().appliedAt()).isPresent())
                .toList();
        return fired.isEmpty() ? silent(evidence, since, rule.get()) : unheard(evidence, fired);
    }

    /** It fired on its own, began no earlier than the outage, and somebody took it elsewhere. */
    private Optional<Verdict> told(AlertStory story, Episode firing) {
        return story.alarms().stream()
                .filter(alarm -> alarm.accepted()
                        && !outage.covers(alarm.way())
                        && alarm.at().compareTo(firing.from()) >= 0)
                .findFirst()
                .map(alarm -> {
                    List<String> seen = more(story.pointer());
                    seen.add(alarm.pointer());
                    return expected.kept(
                            lost + ", which " + story.name() + " told " + alarm.way() + " at " + at(alarm.at()), seen);
                });
    }

    private Verdict silent(Evidence evidence, Duration since, Rule rule) {
        Duration limit = since.plus(rule.holdFor())
                .plus(rule.interval().multipliedBy(2))
                .plus(evidence.configuration().scrapeInterval())
                .plus(Routes.margin(evidence));
        return evidence.drill().observed().compareTo(limit) < 0
                ? expected.unclear(
                        lost + "; " + loss + " had not fired when the observation ended",
                        "watch until " + at(limit),
                        more("/alerts"))
                : expected.broken(
                        lost + ", and " + loss + " never fired",
                        "look at what it counts, at whether Prometheus scrapes Alertmanager, and at its `for`",
                        more(Rules.pointer(evidence, rule)));
    }

    private Verdict unheard(Evidence evidence, List<AlertStory> fired) {
        AlertStory story = fired.get(0);
        List<Way> ways = story.receivers().stream()
                .flatMap(receiver -> Way.to(evidence, receiver).stream())
                .toList();
        List<Way> others = ways.stream().filter(way -> !outage.covers(way)).toList();
        if (story.views().isEmpty() || !others.isEmpty()) {
            String where = others.isEmpty()
                    ? "Alertmanager never had it (see A05)"
                    : "it was not delivered to " + Way.list(others) + " (see "
                            + others.get(0).check() + ")";
            return expected.unclear(lost + "; " + story.name() + " fired, but " + where, "", more(story.pointer()));
        }
        return expected.broken(
                lost + ", and " + story.name()
                        + (ways.isEmpty() ? " is told to nobody" : " goes only to " + Way.list(ways)),
                "route it to people by another way than what may be out",
                more(story.pointer()));
    }

    private List<String> more(String pointer) {
        List<String> all = new ArrayList<>(pointers);
        all.add(pointer);
        return all;
    }
}
