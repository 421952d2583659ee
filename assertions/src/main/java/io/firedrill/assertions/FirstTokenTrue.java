package io.firedrill.assertions;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * L05. By the means of sum and count, which a histogram has exactly, whatever its buckets: the service begins to wait after
 * the client and sees the first token before it, so that its mean is at most the client's, and less by what lies between.
 */
record FirstTokenTrue(String sum, String count, Duration between) implements Promise {
    /** Two clocks' worth of rounding. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    @Override
    public String id() {
        return Words.id("L05-" + sum);
    }

    @Override
    public Check check() {
        return Check.L05;
    }

    @Override
    public String subject() {
        return "counters \"%s\" and \"%s\"".formatted(sum, count);
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        List<LedgerEntry> seen = evidence.ledger().stream()
                .filter(entry -> entry.firstToken().isPresent())
                .toList();
        Expectation expected = new Expectation("to tell the first token of %s%s"
                .formatted(
                        Words.count(seen.size(), "stream"),
                        seen.isEmpty()
                                ? ""
                                : " after %s on average, or up to %s sooner"
                                        .formatted(Words.length(mean(seen)), Words.length(between))));
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        Gates.witness(evidence, Witness.PROMETHEUS),
                        few(seen),
                        Counters.unread(evidence, sum),
                        Counters.unread(evidence, count))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected, seen));
    }

    private static Optional<Obstacle> few(List<LedgerEntry> seen) {
        return seen.size() >= FaultEffect.ENOUGH
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "only of %s the client saw a first token (at least %d are needed)"
                                .formatted(Words.count(seen.size(), "stream"), FaultEffect.ENOUGH),
                        "",
                        List.of("/ledger")));
    }

    private Verdict judged(Evidence evidence, Expectation expected, List<LedgerEntry> seen) {
        CounterReading total = Counters.named(evidence, sum).orElseThrow();
        CounterReading streams = Counters.named(evidence, count).orElseThrow();
        List<String> pointers =
                List.of(Counters.pointer(evidence, total), Counters.pointer(evidence, streams), "/ledger");
        double counted = streams.increase();
        if (counted < seen.size() || counted > seen.size() + lost(evidence)) {
            return expected.broken("told it of " + Words.number(counted), "", pointers);
        }
        Duration told = Duration.ofNanos(Math.round(total.increase() / counted * 1e9));
        String actual = "told %s on average".formatted(Words.length(told));
        Duration early = mean(seen).minus(told);
        boolean right = early.compareTo(ROUNDING.negated()) >= 0 && early.compareTo(between) <= 0;
        return right ? expected.kept(actual, pointers) : expected.broken(actual, "", pointers);
    }

    /** Streams whose first token may have reached the service and not the client. */
    private static long lost(Evidence evidence) {
        return evidence.ledger().stream()
                .filter(entry ->
                        entry.request().contains("stream") && entry.firstToken().isEmpty())
                .count();
    }

    private static Duration mean(List<LedgerEntry> seen) {
        return seen.stream()
                .map(entry -> entry.firstToken().orElseThrow().minus(entry.start()))
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(seen.size());
    }
}
