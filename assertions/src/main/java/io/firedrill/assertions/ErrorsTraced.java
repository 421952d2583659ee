package io.firedrill.assertions;

import static io.firedrill.assertions.Words.percent;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** T03. */
record ErrorsTraced(String fault, TracePath path, double share) implements Promise {
    ErrorsTraced {
        Shares.check(share);
    }

    @Override
    public String id() {
        return Words.id("T03-" + fault);
    }

    @Override
    public Check check() {
        return Check.T03;
    }

    @Override
    public String subject() {
        return "traces of requests that fault \"" + fault + "\" made fail";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to show the error on every span from %s to %s, and there its cause, for at least %s"
                        .formatted(
                                path.entry(),
                                Faults.named(evidence, fault)
                                        .map(FaultRecord::target)
                                        .orElse("the call that failed"),
                                percent(share)));
        return Gates.first(
                        Gates.fault(evidence, fault),
                        TraceGates.found(evidence),
                        TraceGates.finds(evidence, path.services()))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        FaultRecord applied = Faults.named(evidence, fault).orElseThrow();
        ErrorChain wanted = ErrorChain.to(applied.target());
        List<LedgerEntry> failed = Faults.during(evidence, applied).stream()
                .filter(Traces::answeredWithFailure)
                .toList();
        List<TraceTree> trees = TracedRequest.trees(evidence, failed).stream()
                .filter(tree -> tree.serves(path.entry()) && wanted.isCallerIn(tree))
                .toList();
        Optional<Obstacle> few = TraceGates.enough(trees.size(), "failed requests that reach the caller");
        if (few.isPresent()) {
            return expected.unclear(few.get());
        }
        Tally hidden = new Tally();
        trees.forEach(tree -> wanted.flaw(tree).ifPresent(what -> hidden.add(what, tree.pointer())));
        return Shares.verdict(expected, hidden, trees.size(), share, "", Faults.pointer(evidence, applied));
    }
}
