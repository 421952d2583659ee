package io.firedrill.assertions;

import static io.firedrill.assertions.Words.percent;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;

/** L04. */
record LlmErrorsTraced(String fault, String entry, double share) implements Promise {
    LlmErrorsTraced {
        Shares.check(share);
    }

    @Override
    public String id() {
        return Words.id("L04-" + fault);
    }

    @Override
    public Check check() {
        return Check.L04;
    }

    @Override
    public String subject() {
        return "calls of the model that fault \"" + fault + "\" made fail";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation(
                "to tell their error.type and lead down to the upstream failure, and that up to them, for at least "
                        + percent(share));
        return Gates.first(Gates.fault(evidence, fault), TraceGates.found(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        FaultRecord applied = Faults.named(evidence, fault).orElseThrow();
        LlmErrorChain wanted = LlmErrorChain.to(applied.target());
        List<LedgerEntry> failed = Faults.during(evidence, applied).stream()
                .filter(request -> request.status()
                        .filter(code -> code >= 500 || code == 429)
                        .isPresent())
                .toList();
        List<TraceTree> trees = TracedRequest.trees(evidence, failed).stream()
                .filter(tree -> tree.serves(entry) && wanted.isIn(tree))
                .toList();
        if (trees.size() < TracedRequest.ENOUGH) {
            return expected.unclear(
                    "only %s of failed requests %s a call of the model or of %s (at least %d are needed; see T01 and T03)"
                            .formatted(
                                    Words.count(trees.size(), "trace"),
                                    trees.size() == 1 ? "shows" : "show",
                                    wanted.callee(),
                                    TracedRequest.ENOUGH),
                    "",
                    List.of("/traces/traces"));
        }
        Tally flaws = new Tally();
        trees.forEach(tree -> wanted.flaw(tree).ifPresent(what -> flaws.add(what, tree.pointer())));
        int shown = trees.size() - flaws.total();
        String actual = "%d of %d did (%s)".formatted(shown, trees.size(), percent((double) shown / trees.size()));
        return Shares.atLeast(shown, trees.size(), share)
                ? expected.kept(actual, List.of(Faults.pointer(evidence, applied), "/traces/traces"))
                : expected.broken(actual + ": " + flaws.text(trees.size()), "", flaws.example());
    }
}
