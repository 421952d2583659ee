package io.firedrill.assertions;

import static io.firedrill.assertions.Words.count;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.error.ErrorEvent;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** E03. */
record ReportsPrivate() implements Promise {
    @Override
    public String id() {
        return "E03-reports";
    }

    @Override
    public Check check() {
        return Check.E03;
    }

    @Override
    public String subject() {
        return "reported errors";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to hold no person, no secret, no prompt and no answer");
        return Reported.unread(evidence)
                .or(() -> none(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private static Optional<Obstacle> none(Evidence evidence) {
        return evidence.errors().events().isEmpty()
                ? Optional.of(new Obstacle("nothing was reported (see E01)", "", List.of("/errors/events")))
                : Optional.empty();
    }

    private static Verdict judged(Evidence evidence, Expectation expected) {
        List<ErrorEvent> events = evidence.errors().events();
        List<String> leaks = events.stream()
                .flatMap(event -> event.leaks().stream())
                .distinct()
                .toList();
        return leaks.isEmpty()
                ? expected.kept("none is in " + count(events.size(), "report"), List.of("/errors/events"))
                : expected.broken(
                        Words.few(leaks),
                        "take it out before it is sent: beforeSend, or send-default-pii",
                        events.stream()
                                .filter(event -> !event.leaks().isEmpty())
                                .limit(3)
                                .map(event -> Reported.pointer(evidence, event))
                                .toList());
    }
}
