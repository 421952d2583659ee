package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** T02. */
record TracesConnected() implements Promise {
    @Override
    public String id() {
        return "T02-traces";
    }

    @Override
    public Check check() {
        return Check.T02;
    }

    @Override
    public String subject() {
        return "traces";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to have one root and no orphan, each of them");
        List<TraceTree> trees = TracedRequest.trees(evidence, evidence.ledger());
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        TraceGates.found(evidence),
                        TraceGates.enough(trees.size(), "the ledger's requests"))
                .map(expected::unclear)
                .orElseGet(() -> SpansReconciled.explain(evidence, judged(expected, trees)));
    }

    private static Verdict judged(Expectation expected, List<TraceTree> trees) {
        Tally torn = new Tally();
        trees.forEach(tree -> flaw(tree).ifPresent(what -> torn.add(what, tree.pointer())));
        return torn.total() == 0
                ? expected.kept("all %d have".formatted(trees.size()), List.of("/traces/traces"))
                : expected.broken(
                        "%d of %d have not: %s".formatted(torn.total(), trees.size(), torn.text(trees.size())),
                        "",
                        torn.example());
    }

    static Optional<String> flaw(TraceTree tree) {
        List<Span> orphans = tree.orphans();
        if (!orphans.isEmpty()) {
            Span first = orphans.get(0);
            return Optional.of("span \"%s\" of %s without its parent".formatted(first.name(), first.service()));
        }
        int roots = tree.roots().size();
        return roots == 1 ? Optional.empty() : Optional.of(Words.count(roots, "root"));
    }
}
