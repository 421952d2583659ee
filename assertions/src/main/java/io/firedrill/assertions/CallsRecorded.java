package io.firedrill.assertions;

import static io.firedrill.assertions.Words.count;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.llm.LlmCall;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.traffic.TokenUsage;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** L06 and L07: a system that records calls of LLMs has what the ledger has. */
record CallsRecorded(Check check, Witness witness, Map<String, TokenPrice> prices) implements Promise {
    /** What a price list of somebody else may be off by, as a share: they add up in binary fractions, and some round. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

    CallsRecorded {
        prices = Map.copyOf(prices);
    }

    @Override
    public String id() {
        return check + "-calls";
    }

    @Override
    public String subject() {
        return RecordedCalls.name(witness);
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation(
                "to have each call once, with its request, tokens and cost, and each failure as one, as the ledger has them");
        LedgerUsage usage = LedgerUsage.of(evidence);
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        RecordedCalls.unread(evidence, witness),
                        TraceGates.enoughRequests(usage.told().size(), "told their tokens"),
                        CostTrue.unpriced(usage, prices))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        RecordedCalls recorded = RecordedCalls.of(evidence, witness);
        List<TracedRequest> asked = TracedRequest.of(evidence, evidence.ledger()).stream()
                .filter(request -> request.entry().usage().isPresent() || failed(request))
                .toList();
        Tally wrong = new Tally();
        asked.stream()
                .map(TracedRequest::entry)
                .forEach(entry -> difference(entry, recorded.of(entry))
                        .ifPresent(what ->
                                wrong.add(what, "/ledger/" + evidence.ledger().indexOf(entry))));
        String records = count(recorded.log().calls().size(), "record");
        int right = asked.size() - wrong.total();
        String actual = "%d of %s %s, in %s"
                .formatted(right, count(asked.size(), "request"), right == 1 ? "is" : "are", records);
        return wrong.total() == 0
                ? expected.kept(actual, List.of(recorded.pointer(), "/ledger"))
                : expected.broken(
                        actual + ": " + wrong.text(asked.size()),
                        hint(recorded.stray(), records),
                        List.of(wrong.example().get(0), recorded.pointer()));
    }

    private static String hint(long stray, String records) {
        return stray == 0
                ? ""
                : "%d of %s there %s to no request".formatted(stray, records, stray == 1 ? "leads" : "lead");
    }

    /** For want of the model, by its trace: there are other reasons, of which nobody records a call. */
    private static boolean failed(TracedRequest request) {
        List<Span> calls = request.tree().map(LlmSpans::in).orElse(List.of());
        return request.entry().failed() && !calls.isEmpty() && calls.stream().allMatch(Span::error);
    }

    private Optional<String> difference(LedgerEntry entry, List<LlmCall> calls) {
        List<LlmCall> answered = calls.stream().filter(call -> !call.failed()).toList();
        if (entry.usage().isEmpty()) {
            return answered.isEmpty() && !calls.isEmpty()
                    ? Optional.empty()
                    : Optional.of(calls.isEmpty() ? "failure not recorded" : "failure recorded as an answer");
        }
        if (answered.size() != 1) {
            return Optional.of(
                    answered.isEmpty()
                            ? calls.isEmpty() ? "call not recorded" : "answer recorded as a failure"
                            : "answer recorded %d times".formatted(answered.size()));
        }
        return unlike(entry.usage().orElseThrow(), answered.get(0));
    }

    private Optional<String> unlike(TokenUsage usage, LlmCall call) {
        if (call.input() != usage.input() || call.output() != usage.output()) {
            return Optional.of("other tokens");
        }
        BigDecimal cost = TokenPrice.of(usage, prices);
        BigDecimal off = call.cost().orElse(BigDecimal.ZERO).subtract(cost).abs();
        return off.compareTo(cost.multiply(ROUNDING)) <= 0
                ? Optional.empty()
                : Optional.of(call.cost().isPresent() ? "another cost" : "no cost");
    }
}
