package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S05. */
record SilenceCovers(String silence, AlertSelector alert, String restart, Duration within) implements Promise {
    @Override
    public String id() {
        return Words.id("S05-" + silence);
    }

    @Override
    public Check check() {
        return Check.S05;
    }

    @Override
    public String subject() {
        return "silence \"" + silence + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation(
                "to be there before %s, to withhold %s until it is over, and to be removed within %s of that"
                        .formatted(Restart.named(evidence, restart), alert, length(within)));
        Optional<Obstacle> obstacle = Gates.first(
                Gates.notInjected(evidence, restart),
                Silences.missing(evidence, silence),
                Gates.alertPath(evidence, alert));
        if (obstacle.isPresent()) {
            return expected.unclear(obstacle.get());
        }
        SilenceRecord made = Silences.named(evidence, silence).orElseThrow();
        FaultRecord fault = Faults.named(evidence, restart).orElseThrow();
        return tooLateOrEarly(expected, evidence, made, fault)
                .orElseGet(() -> leakless(expected, evidence, made, fault));
    }

    private Optional<Verdict> tooLateOrEarly(
            Expectation expected, Evidence evidence, SilenceRecord made, FaultRecord fault) {
        List<String> pointers = List.of(Silences.pointer(evidence, made), Faults.pointer(evidence, fault));
        Duration first = made.activeFrom().orElseThrow();
        if (first.compareTo(fault.appliedAt()) > 0) {
            return Optional.of(expected.broken(
                    "was first active at %s, when the restart had begun".formatted(at(first)), "", pointers));
        }
        Duration last = made.activeTo().orElseThrow();
        if (Episode.earlier(made.end(), last.plus(Routes.margin(evidence))).compareTo(fault.revertedAt()) < 0) {
            return Optional.of(expected.broken(
                    "was last active at %s, before the restart was over at %s"
                            .formatted(at(last), at(fault.revertedAt())),
                    made.removedAt().isEmpty() || made.end().equals(made.plannedTo())
                            ? "it was made for only " + length(made.plannedTo().minus(made.plannedFrom()))
                            : "it was removed at " + at(made.end()),
                    pointers));
        }
        return Optional.empty();
    }

    private Verdict leakless(Expectation expected, Evidence evidence, SilenceRecord made, FaultRecord fault) {
        List<AlertStory> hit = AlertStory.of(evidence, alert).stream()
                .filter(story -> story.firing(fault.appliedAt()).isPresent())
                .toList();
        return Worst.of(
                expected,
                hit,
                () -> expected.unclear(alert + " did not fire during the restart (see A01)", "", List.of("/alerts")),
                story -> one(expected, story, made, fault));
    }

    private Verdict one(Expectation expected, AlertStory story, SilenceRecord made, FaultRecord fault) {
        List<String> pointers = new ArrayList<>(
                List.of(Silences.pointer(story.evidence(), made), Faults.pointer(story.evidence(), fault)));
        pointers.addAll(story.pointers());
        List<Delivery> leaks = story.alarms().stream()
                .filter(alarm -> alarm.at().compareTo(fault.appliedAt()) >= 0)
                .toList();
        boolean matched = Silences.names(made, Silences.views(story, Silences.window(made)));
        if (!leaks.isEmpty()) {
            pointers.addAll(Delivery.pointers(leaks));
            return expected.broken(
                    alert + " was delivered " + Delivery.told(leaks),
                    matched ? "" : Silences.compared(made, story),
                    pointers);
        }
        if (story.views().isEmpty()) {
            return expected.unclear("Alertmanager never had %s (see A05)".formatted(alert), "", pointers);
        }
        if (!matched) {
            return expected.broken(
                    alert + " fired, but the silence never matched it", Silences.compared(made, story), pointers);
        }
        return removed(expected, story, made, fault, pointers);
    }

    private Verdict removed(
            Expectation expected, AlertStory story, SilenceRecord made, FaultRecord fault, List<String> pointers) {
        Evidence evidence = story.evidence();
        Duration limit = fault.revertedAt().plus(within);
        Duration last = made.activeTo().orElseThrow();
        if (last.compareTo(limit) > 0) {
            return expected.broken(
                    "was still active at %s, %s after the restart was over"
                            .formatted(at(last), length(last.minus(fault.revertedAt()))),
                    made.removedAt().isEmpty()
                            ? "nobody removed it; it would have run out at " + at(made.plannedTo())
                            : "",
                    pointers);
        }
        if (made.end().compareTo(limit) > 0 || evidence.drill().observed().compareTo(limit) < 0) {
            return expected.unclear("was not watched until " + at(limit), "", pointers);
        }
        if (made.removedAt().isEmpty() || made.end().equals(made.plannedTo())) {
            return expected.broken("ran out at %s, and was not removed".formatted(at(made.plannedTo())), "", pointers);
        }
        return untested(story, made)
                .map(why -> expected.unclear(why, "", pointers))
                .orElseGet(() -> expected.kept(
                        "fired and was withheld from %s on, until the silence was removed at %s"
                                .formatted(at(made.activeFrom().orElseThrow()), at(made.end())),
                        pointers));
    }

    /** Without Alertmanager's word that it withheld it, it must have been the only one to, and long enough. */
    private static Optional<String> untested(AlertStory story, SilenceRecord made) {
        if (!Silences.mutings(made, story).isEmpty()) {
            return Optional.empty();
        }
        Episode window = Silences.window(made);
        boolean alone = Silences.views(story, window).stream()
                .allMatch(view ->
                        view.inhibitedBy().isEmpty() && List.of(made.id()).equals(view.silencedBy()));
        if (!alone) {
            return Optional.of(story.name() + " was also held back by something else");
        }
        Duration margin = Routes.margin(story.evidence());
        boolean due = story.firings().stream()
                .filter(window::overlaps)
                .anyMatch(firing -> story.receivers().stream()
                        .flatMap(receiver -> Routes.due(story, receiver, firing.from()).stream())
                        .anyMatch(at -> at.plus(margin).compareTo(Episode.earlier(firing.to(), window.to())) <= 0));
        return due
                ? Optional.empty()
                : Optional.of("no notification of %s was due before the silence ended".formatted(story.name()));
    }
}
