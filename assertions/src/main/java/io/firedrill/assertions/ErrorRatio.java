package io.firedrill.assertions;

import static io.firedrill.assertions.Words.number;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** M02. Judges the ratio alone: a total that is wrong, with the right share of errors, is M01's to say. */
record ErrorRatio(String errors, String total) implements Promise {
    @Override
    public String id() {
        return Words.id("M02-" + errors);
    }

    @Override
    public Check check() {
        return Check.M02;
    }

    @Override
    public String subject() {
        return "ratio of counters \"%s\" and \"%s\"".formatted(errors, total);
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        long failed = Counters.errors(evidence);
        long unanswered = Counters.unanswered(evidence);
        long sent = evidence.ledger().size();
        Expectation expected = new Expectation(
                unanswered == 0
                        ? "to be the ledger's %d of %d".formatted(failed, sent)
                        : "to be between %d and %d of %d, as the ledger has %d without an answer"
                                .formatted(failed, failed + unanswered, sent, unanswered));
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        Gates.witness(evidence, Witness.PROMETHEUS),
                        noError(failed),
                        Counters.unread(evidence, total),
                        Counters.unreliable(evidence, errors),
                        nothing(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected, failed, failed + unanswered));
    }

    private static Optional<Obstacle> noError(long failed) {
        return failed == 0
                ? Optional.of(new Obstacle(
                        "no request was answered with 5xx, and a counter that never counts would look the same",
                        "",
                        List.of("/ledger")))
                : Optional.empty();
    }

    private Optional<Obstacle> nothing(Evidence evidence) {
        return Counters.named(evidence, total)
                .filter(counter -> counter.increase() == 0)
                .map(counter -> new Obstacle(
                        "counter \"" + total + "\" did not move (see M01)",
                        "",
                        List.of(Counters.pointer(evidence, counter))));
    }

    private Verdict judged(Evidence evidence, Expectation expected, long least, long most) {
        CounterReading part = Counters.named(evidence, errors).orElseThrow();
        CounterReading whole = Counters.named(evidence, total).orElseThrow();
        List<String> pointers = List.of(Counters.pointer(evidence, part), Counters.pointer(evidence, whole), "/ledger");
        double counted = part.increase() * evidence.ledger().size();
        double all = whole.increase();
        String actual = "counted %s of %s".formatted(number(part.increase()), number(all));
        boolean kept = counted >= least * all - 1e-6 && counted <= most * all + 1e-6;
        String hint = part.seenAfter() == 0
                ? "its query returned no series: " + part.source().locator()
                : "";
        return kept ? expected.kept(actual, pointers) : expected.broken(actual, hint, pointers);
    }
}
