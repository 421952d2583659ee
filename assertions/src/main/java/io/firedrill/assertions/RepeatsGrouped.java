package io.firedrill.assertions;

import static io.firedrill.assertions.Words.count;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.error.ErrorEvent;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** E02. */
record RepeatsGrouped(String fault, int most) implements Promise {
    @Override
    public String id() {
        return "E02-" + Words.id(fault);
    }

    @Override
    public Check check() {
        return Check.E02;
    }

    @Override
    public String subject() {
        return "issues of fault \"" + fault + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("its errors to be %s at most".formatted(count(most, "issue")));
        Optional<Obstacle> obstacle =
                Gates.first(Reported.unread(evidence), Gates.fault(evidence, fault), few(evidence));
        return obstacle.map(expected::unclear).orElseGet(() -> judged(evidence, expected));
    }

    private Optional<Obstacle> few(Evidence evidence) {
        int reported = during(evidence).size();
        return reported >= TracedRequest.ENOUGH
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "only %s reported meanwhile (see E01)"
                                .formatted(count(reported, "error") + (reported == 1 ? " was" : " were")),
                        "",
                        List.of("/errors/events")));
    }

    private List<ErrorEvent> during(Evidence evidence) {
        return Faults.named(evidence, fault).stream()
                .flatMap(applied -> evidence.errors().events().stream()
                        .filter(event -> event.at().compareTo(applied.appliedAt()) >= 0))
                .toList();
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        List<ErrorEvent> events = during(evidence);
        long issues = events.stream().map(ErrorEvent::issue).distinct().count();
        String actual = "%s are %s".formatted(count(events.size(), "error"), count(issues, "issue"));
        return issues <= most
                ? expected.kept(actual, List.of("/errors/events"))
                : expected.broken(
                        actual + ", e.g. \"" + events.get(0).title() + "\"",
                        "look at what makes them differ: a fingerprint, or a text with an id in it",
                        List.of("/errors/events"));
    }
}
