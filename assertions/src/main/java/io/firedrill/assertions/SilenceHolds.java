package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S01. */
record SilenceHolds(String silence, AlertSelector alert, AlertSelector control) implements Promise {
    @Override
    public String id() {
        return Words.id("S01-" + silence);
    }

    @Override
    public Check check() {
        return Check.S01;
    }

    @Override
    public String subject() {
        return "silence \"" + silence + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to withhold %s for its whole window%s while %s is delivered"
                .formatted(alert, Silences.planned(evidence, silence), control));
        Optional<Obstacle> missing = Silences.missing(evidence, silence);
        if (missing.isPresent()) {
            return expected.unclear(missing.get());
        }
        SilenceRecord made = Silences.named(evidence, silence).orElseThrow();
        List<AlertStory> stories = AlertStory.of(evidence, alert);
        return Worst.of(expected, stories, () -> neverFired(expected, "/alerts"), story -> one(expected, story, made));
    }

    private Verdict neverFired(Expectation expected, String pointer) {
        return expected.unclear(alert + " did not fire while the silence was active (see A01)", "", List.of(pointer));
    }

    private Verdict one(Expectation expected, AlertStory story, SilenceRecord made) {
        List<String> pointers = new ArrayList<>(List.of(Silences.pointer(story.evidence(), made)));
        pointers.addAll(story.pointers());
        List<Delivery> earlier = Silences.earlier(made, story);
        List<Delivery> leaks = Silences.leaks(made, story);
        if (!earlier.isEmpty()) {
            pointers.addAll(Delivery.pointers(earlier));
            return expected.unclear(
                    "%s was already delivered %s, before the silence began at %s"
                            .formatted(
                                    alert,
                                    Delivery.told(earlier),
                                    at(Silences.window(made).from())),
                    "",
                    pointers);
        }
        if (!leaks.isEmpty()) {
            pointers.addAll(Delivery.pointers(leaks));
            boolean matched = Silences.names(made, Silences.views(story, Silences.window(made)));
            return expected.broken(
                    alert + " was delivered " + Delivery.told(leaks),
                    matched ? "" : Silences.compared(made, story),
                    pointers);
        }
        return quiet(expected, new SilencedAlert(story, made, control), pointers);
    }

    /** Nothing was delivered; now it takes proof that something would have been. */
    private Verdict quiet(Expectation expected, SilencedAlert silenced, List<String> pointers) {
        Evidence evidence = silenced.story().evidence();
        Optional<Obstacle> deaf = Gates.alertPath(evidence, alert);
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        if (silenced.firing().isEmpty()) {
            return neverFired(expected, silenced.story().pointer());
        }
        if (silenced.views().isEmpty()) {
            return expected.unclear(
                    "Alertmanager did not have %s while the silence was active (see A05)".formatted(alert),
                    "",
                    pointers);
        }
        if (!Silences.names(silenced.silence(), silenced.views())) {
            return expected.broken(
                    alert + " fired, but the silence never matched it",
                    Silences.compared(silenced.silence(), silenced.story()),
                    pointers);
        }
        return whole(expected, silenced, pointers);
    }

    private Verdict whole(Expectation expected, SilencedAlert silenced, List<String> pointers) {
        Evidence evidence = silenced.story().evidence();
        Duration end = silenced.window().to();
        if (evidence.drill().observed().compareTo(end) < 0) {
            return expected.unclear("the observation ended before the silence did", "watch until " + at(end), pointers);
        }
        Duration last = silenced.silence().activeTo().orElse(silenced.window().from());
        if (last.plus(Routes.margin(evidence)).compareTo(end) < 0) {
            return expected.broken(
                    "was last active at %s, well before its planned end".formatted(at(last)), "", pointers);
        }
        Duration first = silenced.window().from();
        if (silenced.silence().plannedFrom().plus(Routes.margin(evidence)).compareTo(first) < 0) {
            return expected.unclear(
                    "was first active at %s, well after its planned begin".formatted(at(first)), "", pointers);
        }
        pointers.addAll(Delivery.pointers(silenced.controls()));
        return silenced.unproven()
                .map(reason -> expected.unclear(reason, "", pointers))
                .orElseGet(() -> expected.kept(silenced.proof(), pointers));
    }
}
