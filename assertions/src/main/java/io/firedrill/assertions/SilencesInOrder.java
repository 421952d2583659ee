package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.count;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.alert.SilenceSighting;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S06. */
record SilencesInOrder(Duration longest) implements Promise {
    @Override
    public String id() {
        return "S06-silences";
    }

    @Override
    public Check check() {
        return Check.S06;
    }

    @Override
    public String subject() {
        return "silences";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("each to have an author, a comment and an end within %s, and none to be left over"
                        .formatted(length(longest)));
        List<String> wrong = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (SilenceSighting silence : evidence.standing()) {
            List<String> faults = faults(evidence, silence);
            if (!faults.isEmpty()) {
                wrong.add(name(evidence, silence) + " " + Words.list(faults));
                pointers.add("/standing/" + evidence.standing().indexOf(silence));
            }
        }
        if (!wrong.isEmpty()) {
            return expected.broken(
                    Words.sentences(wrong), "whoever finds it must know whom to ask, and when it ends", pointers);
        }
        return Gates.first(Gates.witness(evidence, Witness.ALERTMANAGER), unseen(evidence))
                .map(expected::unclear)
                .orElseGet(() -> expected.kept(
                        "%s: %s"
                                .formatted(
                                        count(evidence.standing().size(), "silence"),
                                        Words.list(evidence.standing().stream()
                                                .map(silence -> told(evidence, silence))
                                                .toList())),
                        List.of("/standing")));
    }

    private List<String> faults(Evidence evidence, SilenceSighting silence) {
        List<String> faults = new ArrayList<>();
        if (silence.author().isBlank()) {
            faults.add("has no author");
        }
        if (silence.comment().isBlank()) {
            faults.add("has no comment");
        }
        Duration lasts = silence.endsAt().minus(silence.startsAt());
        if (lasts.compareTo(longest) > 0) {
            faults.add("lasts " + length(lasts));
        }
        leftOver(evidence, silence).ifPresent(faults::add);
        return faults;
    }

    /** One of somebody else is left over from before; one of ours, if it outlasts its plan. */
    private static Optional<String> leftOver(Evidence evidence, SilenceSighting silence) {
        if (silence.state().equals("expired")) {
            return Optional.empty();
        }
        Optional<SilenceRecord> ours = ours(evidence, silence);
        if (ours.isEmpty()) {
            return Optional.of("is not of this drill and still stood at its end");
        }
        Duration due = ours.get().plannedTo().plus(Routes.margin(evidence));
        return silence.lastSeen().compareTo(due) > 0
                ? Optional.of("still stood at " + at(silence.lastSeen()) + ", and was to end at "
                        + at(ours.get().plannedTo()))
                : Optional.empty();
    }

    private static Optional<SilenceRecord> ours(Evidence evidence, SilenceSighting silence) {
        return evidence.silences().stream()
                .filter(planned -> planned.id().equals(silence.id()))
                .findFirst();
    }

    private static Optional<Obstacle> unseen(Evidence evidence) {
        if (evidence.standing().isEmpty()) {
            return Optional.of(new Obstacle("there was none to look at", "", List.of("/standing")));
        }
        return evidence.silences().stream()
                .filter(planned -> evidence.standing().stream()
                        .noneMatch(silence -> silence.id().equals(planned.id())))
                .findFirst()
                .map(planned -> new Obstacle(
                        "silence \"" + planned.name() + "\" was made and never seen",
                        "",
                        List.of(Silences.pointer(evidence, planned))));
    }

    private static String told(Evidence evidence, SilenceSighting silence) {
        return name(evidence, silence) + " of " + silence.author() + " until " + at(silence.endsAt())
                + (silence.state().equals("expired") ? " (over)" : "");
    }

    private static String name(Evidence evidence, SilenceSighting silence) {
        return ours(evidence, silence)
                .map(planned -> "\"" + planned.name() + "\"")
                .orElse(silence.id() + " " + Words.list(silence.matchers()));
    }
}
