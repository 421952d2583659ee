package io.firedrill.assertions;

import static io.firedrill.assertions.Words.percent;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * L04, of failures that a retry made good: no client saw them, so that only traces can show them. At least half of the
 * fault's share of the calls must show a failed attempt before the last one.
 */
record RetriesTraced(String fault) implements Promise {
    @Override
    public String id() {
        return Words.id("L04-retries-" + fault);
    }

    @Override
    public Check check() {
        return Check.L04;
    }

    @Override
    public String subject() {
        return "retries that fault \"" + fault + "\" made needful";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Optional<FaultRecord> applied = Faults.named(evidence, fault);
        double share = applied.map(FaultRecord::share).orElse(1.0) / 2;
        Expectation expected = new Expectation(
                "to be HTTP calls of their own below one call of the model, in at least %s of those that went well"
                        .formatted(percent(share)));
        return Gates.first(
                        Gates.notInjected(evidence, fault),
                        Gates.witness(evidence, Witness.LEDGER),
                        TraceGates.found(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected, applied.orElseThrow(), share));
    }

    private static Verdict judged(Evidence evidence, Expectation expected, FaultRecord applied, double share) {
        List<LedgerEntry> well = Faults.during(evidence, applied).stream()
                .filter(entry -> entry.status().filter(code -> code < 400).isPresent())
                .toList();
        List<TraceTree> trees = TracedRequest.trees(evidence, well).stream()
                .filter(tree -> !LlmSpans.in(tree).isEmpty())
                .toList();
        Optional<Obstacle> few = TraceGates.enough(trees.size(), "requests with a span of the model's call");
        if (few.isPresent()) {
            return expected.unclear(few.get());
        }
        long retried = trees.stream().filter(RetriesTraced::wasRetried).count();
        String actual = "%d of %d did (%s)".formatted(retried, trees.size(), percent((double) retried / trees.size()));
        List<String> pointers = List.of(Faults.pointer(evidence, applied), "/traces/traces");
        return Shares.atLeast(retried, trees.size(), share)
                ? expected.kept(actual, pointers)
                : expected.broken(actual, "", pointers);
    }

    private static boolean wasRetried(TraceTree tree) {
        return LlmSpans.in(tree).stream()
                .map(call -> LlmSpans.attempts(tree, call))
                .anyMatch(RetriesTraced::wasRetried);
    }

    private static boolean wasRetried(List<Span> attempts) {
        return attempts.size() > 1
                && attempts.subList(0, attempts.size() - 1).stream().anyMatch(LlmErrorChain::failed);
    }
}
