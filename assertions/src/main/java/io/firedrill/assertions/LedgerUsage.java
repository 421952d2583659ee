package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.traffic.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the answers in the ledger said they used, and the requests that may have used something all the same: those whose
 * answer was cut or lost, or failed behind the model. A refusal (4xx) used nothing. Immutable.
 *
 * @param told of the answers that told it
 * @param silent how many requests may have used as much as any other, or nothing
 */
record LedgerUsage(List<TokenUsage> told, int silent) {
    /** More uncertainty than this share of what is known, and the ledger is no truth to measure against. */
    private static final BigDecimal BLUR = new BigDecimal("0.05");

    LedgerUsage {
        told = List.copyOf(told);
    }

    static LedgerUsage of(Evidence evidence) {
        List<TokenUsage> told = evidence.ledger().stream()
                .flatMap(entry -> entry.usage().stream())
                .toList();
        long silent =
                evidence.ledger().stream().filter(LedgerUsage::mayHaveUsed).count();
        return new LedgerUsage(told, Math.toIntExact(silent));
    }

    private static boolean mayHaveUsed(LedgerEntry entry) {
        boolean refused =
                entry.status().filter(code -> code >= 400 && code < 500).isPresent();
        return entry.usage().isEmpty() && !refused;
    }

    /** From what was surely used to what may have been used. */
    Bounds bounds(Function<TokenUsage, BigDecimal> amount) {
        BigDecimal least = told.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal each = told.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::max);
        return new Bounds(least, least.add(each.multiply(BigDecimal.valueOf(silent))));
    }

    /** Why the ledger cannot tell. */
    static Optional<Obstacle> unknown(Evidence evidence) {
        LedgerUsage usage = of(evidence);
        return Gates.witness(evidence, Witness.LEDGER)
                .or(() ->
                        usage.told().isEmpty() ? obstacle("no answer told how many tokens it used") : Optional.empty())
                .or(() -> usage.bounds(each -> BigDecimal.valueOf(each.input() + each.output()))
                                .blurred()
                        ? obstacle(
                                "%s may have used tokens without telling, beside %d that told (at most 1 in 20 can be judged)"
                                        .formatted(
                                                Words.count(usage.silent(), "request"),
                                                usage.told().size()))
                        : Optional.empty());
    }

    private static Optional<Obstacle> obstacle(String why) {
        return Optional.of(new Obstacle(why, "", List.of("/ledger")));
    }

    /** Both ends included. */
    record Bounds(BigDecimal least, BigDecimal most) {
        boolean blurred() {
            return most.subtract(least).compareTo(least.multiply(BLUR)) > 0;
        }

        boolean exact() {
            return least.compareTo(most) == 0;
        }
    }
}
