package io.firedrill.assertions;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.TokenUsage;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** L02. Expected costs are exact; only what the counter adds up in binary fractions may be off, by a billionth. */
record CostTrue(String counter, TokensCounted tokens, Map<String, TokenPrice> prices) implements Promise {
    private static final double FRACTIONS = 1e-9;

    CostTrue {
        prices = Map.copyOf(prices);
    }

    @Override
    public String id() {
        return Words.id("L02-" + counter);
    }

    @Override
    public Check check() {
        return Check.L02;
    }

    @Override
    public String subject() {
        return "counter \"" + counter + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Optional<Obstacle> unpriced =
                LedgerUsage.unknown(evidence).or(() -> unpriced(LedgerUsage.of(evidence), prices));
        LedgerUsage.Bounds bounds = unpriced.isPresent()
                ? new LedgerUsage.Bounds(BigDecimal.ZERO, BigDecimal.ZERO)
                : LedgerUsage.of(evidence).bounds(usage -> TokenPrice.of(usage, prices));
        Expectation expected = new Expectation("to add up to what the ledger's tokens cost by the price table"
                + (unpriced.isPresent() ? "" : ", " + text(bounds)));
        return Gates.first(
                        unpriced,
                        Gates.witness(evidence, Witness.PROMETHEUS),
                        Counters.unread(evidence, counter),
                        miscounted(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected, bounds));
    }

    /** What a model costs that was asked is not known. */
    static Optional<Obstacle> unpriced(LedgerUsage usage, Map<String, TokenPrice> prices) {
        return usage.told().stream()
                .map(TokenUsage::model)
                .filter(model -> !prices.containsKey(model))
                .findFirst()
                .map(model -> new Obstacle(
                        "the price table has no model " + model,
                        "add it to llm.prices of the workspace",
                        List.of("/ledger")));
    }

    /** Wrong tokens make wrong costs; that is for L01 to say. */
    private Optional<Obstacle> miscounted(Evidence evidence) {
        return tokens.verdict(evidence) instanceof Verdict.Kept
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "the tokens that it is made of are not the ledger's (see L01)", "", List.of("/counters")));
    }

    private Verdict judged(Evidence evidence, Expectation expected, LedgerUsage.Bounds bounds) {
        CounterReading reading = Counters.named(evidence, counter).orElseThrow();
        List<String> pointers = List.of(Counters.pointer(evidence, reading), "/ledger");
        double slack =
                FRACTIONS * Math.max(Math.abs(reading.after()), bounds.most().doubleValue());
        double increase = reading.increase();
        String actual = "added up to " + dollars(BigDecimal.valueOf(increase));
        if (increase >= bounds.least().doubleValue() - slack
                && increase <= bounds.most().doubleValue() + slack) {
            return expected.kept(actual, pointers);
        }
        double times = increase / bounds.least().doubleValue();
        return expected.broken(
                actual + (Double.isFinite(times) ? ", " + Words.number(times) + " times as much" : ""), "", pointers);
    }

    private static String text(LedgerUsage.Bounds bounds) {
        return bounds.exact() ? dollars(bounds.least()) : dollars(bounds.least()) + " to " + dollars(bounds.most());
    }

    private static String dollars(BigDecimal amount) {
        return amount.setScale(8, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString() + " USD";
    }
}
