package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A quantile of the ledger's latencies, with its uncertainty. A request without an answer may count with any latency, or not
 * at all.
 *
 * @param exact of the answered requests
 * @param lowest that of the lowest rank
 * @param highest that of the highest rank; empty if requests without an answer leave it open
 */
record LedgerQuantile(Duration exact, Duration lowest, Optional<Duration> highest) {
    /** The ledger must hold an answered request. */
    static LedgerQuantile of(Evidence evidence, double quantile) {
        List<Duration> latencies = evidence.ledger().stream()
                .filter(entry -> entry.status().isPresent())
                .map(LedgerEntry::latency)
                .sorted()
                .toList();
        int answered = latencies.size();
        long open = Counters.unanswered(evidence);
        RankInterval ranks = RankInterval.of(quantile, answered + open);
        long lowest = Math.max(1, Math.min(RankInterval.of(quantile, answered).lowest(), ranks.lowest() - open));
        boolean bounded = open == 0 || ranks.highest() <= answered;
        return new LedgerQuantile(
                at(latencies, (long) Math.ceil(quantile * answered)),
                at(latencies, lowest),
                bounded ? Optional.of(at(latencies, ranks.highest())) : Optional.empty());
    }

    private static Duration at(List<Duration> latencies, long rank) {
        return latencies.get((int) Math.min(latencies.size(), Math.max(1, rank)) - 1);
    }
}
