package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** S02. */
record SilenceSpares(String silence, AlertSelector control) implements Promise {
    @Override
    public String id() {
        return Words.id("S02-" + silence);
    }

    @Override
    public Check check() {
        return Check.S02;
    }

    @Override
    public String subject() {
        return "silence \"" + silence + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to leave %s alone%s".formatted(control, Silences.planned(evidence, silence)));
        Optional<Obstacle> missing = Silences.missing(evidence, silence);
        if (missing.isPresent()) {
            return expected.unclear(missing.get());
        }
        SilenceRecord made = Silences.named(evidence, silence).orElseThrow();
        List<AlertStory> stories = AlertStory.of(evidence, control);
        return Worst.of(expected, stories, () -> neverFired(expected, "/alerts"), story -> one(expected, story, made));
    }

    private Verdict neverFired(Expectation expected, String pointer) {
        return expected.unclear(control + " did not fire while the silence was active (see A01)", "", List.of(pointer));
    }

    private Verdict one(Expectation expected, AlertStory story, SilenceRecord made) {
        List<String> pointers = new ArrayList<>(List.of(Silences.pointer(story.evidence(), made)));
        pointers.addAll(story.pointers());
        Optional<Duration> muted = muted(made, story);
        if (muted.isPresent()) {
            return expected.broken(
                    "silenced %s at %s".formatted(control, at(muted.get())), Silences.compared(made, story), pointers);
        }
        Optional<Obstacle> deaf = Gates.alertPath(story.evidence(), control);
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        Episode active = active(story.evidence(), made);
        return story.firings().stream().noneMatch(active::overlaps)
                ? neverFired(expected, story.pointer())
                : heard(expected, story, active, pointers);
    }

    /** Once a silence has ended early it spares everything, which proves nothing. */
    private static Episode active(Evidence evidence, SilenceRecord made) {
        Duration last = made.activeTo().orElse(made.end()).plus(Routes.margin(evidence));
        return new Episode(Silences.window(made).from(), Episode.earlier(made.end(), last));
    }

    private Verdict heard(Expectation expected, AlertStory story, Episode window, List<String> pointers) {
        Optional<Delivery> through = story.alarms().stream()
                .filter(alarm -> alarm.accepted() && alarm.within(window))
                .findFirst();
        through.ifPresent(alarm -> pointers.add(alarm.pointer()));
        return through.map(alarm -> expected.kept(
                        "%s was delivered %s while the silence was active".formatted(control, alarm.told()), pointers))
                .orElseGet(() -> expected.unclear(
                        "%s was not silenced, but not delivered while the silence was active either (see N01)"
                                .formatted(control),
                        "",
                        pointers));
    }

    private static Optional<Duration> muted(SilenceRecord made, AlertStory story) {
        Stream<Duration> seen = story.views().stream()
                .filter(view -> view.silencedBy().contains(made.id()))
                .map(View::from);
        return Stream.concat(seen, Silences.mutings(made, story).stream()).min(Duration::compareTo);
    }
}
