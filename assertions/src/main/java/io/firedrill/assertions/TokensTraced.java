package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.traffic.TokenUsage;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** L01, by traces. */
record TokensTraced() implements Promise {
    private static final Expectation EXPECTED = new Expectation(
            "to tell, in the spans of the model's calls, the tokens that the ledger's answer told, in each");

    @Override
    public String id() {
        return "L01-traces";
    }

    @Override
    public Check check() {
        return Check.L01;
    }

    @Override
    public String subject() {
        return "traces";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        return Gates.first(Gates.witness(evidence, Witness.LEDGER), TraceGates.found(evidence))
                .map(EXPECTED::unclear)
                .orElseGet(() -> judged(evidence));
    }

    private static Verdict judged(Evidence evidence) {
        List<LedgerEntry> told = evidence.ledger().stream()
                .filter(entry -> entry.usage().isPresent())
                .toList();
        List<TracedRequest> requests = TracedRequest.of(evidence, told).stream()
                .filter(request -> request.tree()
                        .filter(tree -> !LlmSpans.in(tree).isEmpty())
                        .isPresent())
                .toList();
        Optional<Obstacle> few =
                TraceGates.enough(requests.size(), "answers that told their tokens, with a span of the model's call");
        if (few.isPresent()) {
            return EXPECTED.unclear(few.get());
        }
        Tally wrong = new Tally();
        requests.forEach(request -> difference(request)
                .ifPresent(what -> wrong.add(what, request.tree().orElseThrow().pointer())));
        int all = requests.size();
        String actual = "%d of %d did".formatted(all - wrong.total(), all);
        return wrong.total() == 0
                ? EXPECTED.kept(actual, List.of("/traces/traces", "/ledger"))
                : EXPECTED.broken(actual + ": " + wrong.text(all), "", wrong.example());
    }

    private static Optional<String> difference(TracedRequest request) {
        TokenUsage usage = request.entry().usage().orElseThrow();
        List<Span> calls = LlmSpans.in(request.tree().orElseThrow());
        if (calls.stream().noneMatch(LlmSpans::tellsTokens)) {
            return Optional.of("no tokens told");
        }
        long input = LlmSpans.input(calls);
        long output = LlmSpans.output(calls);
        return input == usage.input() && output == usage.output()
                ? Optional.empty()
                : Optional.of("%d and %d tokens in %s instead of %d and %d"
                        .formatted(input, output, Words.count(calls.size(), "span"), usage.input(), usage.output()));
    }
}
