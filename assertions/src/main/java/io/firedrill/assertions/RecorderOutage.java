package io.firedrill.assertions;

import static io.firedrill.assertions.Words.count;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * L06 and L07: without a system that records calls of LLMs, requests are answered all the same. That it is out is told by a level that
 * rises meanwhile.
 */
record RecorderOutage(Check check, String fault, String trouble) implements Promise {
    private static final double MOST = 0.95;

    @Override
    public String id() {
        return check + "-" + Words.id(fault);
    }

    @Override
    public String subject() {
        return "requests during fault \"" + fault + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation(
                "to be answered as if nothing were out, at least %s of them".formatted(Words.percent(MOST)));
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        Gates.notInjected(evidence, fault),
                        toothless(evidence),
                        TraceGates.enoughRequests(during(evidence).size(), "were sent meanwhile"))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private List<LedgerEntry> during(Evidence evidence) {
        return Faults.named(evidence, fault)
                .map(found -> Faults.during(evidence, found))
                .orElse(List.of());
    }

    /** Nothing that is seen moved, and no request failed for it either. */
    private Optional<Obstacle> toothless(Evidence evidence) {
        Optional<FaultRecord> found = Faults.named(evidence, fault);
        if (found.isEmpty() || FaultEffect.of(evidence, found.get()).bit()) {
            return Optional.empty();
        }
        Episode before = new Episode(Duration.ZERO, found.get().appliedAt());
        double usual = highest(evidence, before);
        double meanwhile = highest(evidence, Faults.episode(evidence, found.get()));
        return meanwhile > usual
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "fault \"%s\" did not bite: \"%s\" was %s at most before it, and %s meanwhile"
                                .formatted(fault, trouble, Words.number(usual), Words.number(meanwhile)),
                        "",
                        List.of("/levels")));
    }

    private double highest(Evidence evidence, Episode window) {
        return LevelCourse.points(evidence, trouble)
                .filter(point -> window.covers(point.at()))
                .mapToDouble(Level.Point::value)
                .max()
                .orElse(0);
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        List<LedgerEntry> sent = during(evidence);
        long failed = sent.stream().filter(LedgerEntry::failed).count();
        String actual = "%d of %s failed".formatted(failed, count(sent.size(), "request"));
        List<String> pointers = List.of("/ledger", "/levels");
        return Shares.atLeast(sent.size() - failed, sent.size(), MOST)
                ? expected.kept(actual, pointers)
                : expected.broken(
                        actual,
                        "let calls go past it, or tell it of them afterwards from a queue that may drop",
                        pointers);
    }
}
