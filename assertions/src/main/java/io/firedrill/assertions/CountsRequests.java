package io.firedrill.assertions;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** M01. */
record CountsRequests(String counter) implements Promise {
    @Override
    public String id() {
        return Words.id("M01-" + counter);
    }

    @Override
    public Check check() {
        return Check.M01;
    }

    @Override
    public String subject() {
        return "counter \"" + counter + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        long answered = Counters.answered(evidence);
        long most = answered + Counters.unanswered(evidence);
        Expectation expected = new Expectation(
                answered == most
                        ? "to count the ledger's " + Words.count(answered, "request")
                        : "to count between %d and %d requests, as the ledger has %d without an answer"
                                .formatted(answered, most, most - answered));
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        Gates.witness(evidence, Witness.PROMETHEUS),
                        empty(evidence),
                        Counters.unread(evidence, counter))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected, answered, most));
    }

    private static Optional<Obstacle> empty(Evidence evidence) {
        if (evidence.ledger().isEmpty()) {
            return Optional.of(new Obstacle("no requests were sent", "", List.of("/ledger")));
        }
        return Counters.answered(evidence) > 0
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "no request was answered, so that a counter that never counts would do",
                        "",
                        List.of("/ledger")));
    }

    private Verdict judged(Evidence evidence, Expectation expected, long least, long most) {
        CounterReading reading = Counters.named(evidence, counter).orElseThrow();
        List<String> pointers = List.of(Counters.pointer(evidence, reading), "/ledger");
        double increase = reading.increase();
        String actual = "counted " + Words.number(increase);
        if (increase >= least && increase <= most) {
            return expected.kept(actual, pointers);
        }
        if (increase > most && Counters.isFedTwice(evidence, reading)) {
            return expected.unclear(actual + ", of targets that are scraped twice (see M04)", "", pointers);
        }
        double off = increase < least ? least - increase : increase - most;
        return expected.broken(
                actual + ", " + Words.number(off) + (increase < least ? " too few" : " too many"), "", pointers);
    }
}
