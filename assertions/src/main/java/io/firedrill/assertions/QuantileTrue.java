package io.firedrill.assertions;

import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.Histogram;
import io.firedrill.evidence.metric.Histogram.Bucket;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** M03. How many were counted is M01's to say. */
record QuantileTrue(String histogram, double quantile, Duration clientMore) implements Promise {
    QuantileTrue {
        if (!(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("quantile must be above 0 and below 1, but was " + quantile);
        }
    }

    @Override
    public String id() {
        return Words.id("M03-" + histogram);
    }

    @Override
    public Check check() {
        return Check.M03;
    }

    @Override
    public String subject() {
        return name() + " of histogram \"" + histogram + "\"";
    }

    private String name() {
        return "P" + Words.number(quantile * 100);
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to tell the ledger's, within the histogram's resolution");
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        Gates.witness(evidence, Witness.PROMETHEUS),
                        unread(evidence).or(() -> miscounted(evidence)))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence));
    }

    private Optional<Histogram> named(Evidence evidence) {
        return evidence.metrics().histograms().stream()
                .filter(each -> each.name().equals(histogram))
                .findFirst();
    }

    private static String pointer(Evidence evidence, Histogram read) {
        return "/metrics/histograms/" + evidence.metrics().histograms().indexOf(read);
    }

    private Optional<Obstacle> unread(Evidence evidence) {
        Optional<Histogram> read = named(evidence);
        if (read.isEmpty()) {
            return Optional.of(new Obstacle(
                    "the drill read no histogram \"" + histogram + "\"", "", List.of("/metrics/histograms")));
        }
        List<String> pointers = List.of(pointer(evidence, read.get()));
        List<Bucket> buckets = read.get().buckets();
        String query = read.get().source().locator();
        if (buckets.isEmpty() || buckets.get(buckets.size() - 1).edge() != Double.POSITIVE_INFINITY) {
            return Optional.of(new Obstacle("its query returned no bucket le=\"+Inf\": " + query, "", pointers));
        }
        return buckets.stream().anyMatch(bucket -> bucket.increase() < 0)
                ? Optional.of(new Obstacle("the histogram was reset", "", pointers))
                : Optional.empty();
    }

    private Optional<Obstacle> miscounted(Evidence evidence) {
        if (Counters.answered(evidence) == 0) {
            return Optional.of(new Obstacle("no request was answered", "", List.of("/ledger")));
        }
        Histogram read = named(evidence).orElseThrow();
        double counted = total(read);
        long answered = Counters.answered(evidence);
        return counted >= answered && counted <= answered + Counters.unanswered(evidence)
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "it counted %s where the ledger has %s (see M01)"
                                .formatted(Words.number(counted), Words.count(answered, "answer")),
                        "",
                        List.of(pointer(evidence, read), "/ledger")));
    }

    private static double total(Histogram read) {
        return read.buckets().get(read.buckets().size() - 1).increase();
    }

    private Verdict judged(Evidence evidence) {
        Histogram read = named(evidence).orElseThrow();
        LedgerQuantile ledger = LedgerQuantile.of(evidence, quantile);
        ToldQuantile told = ToldQuantile.of(read, quantile, total(read));
        List<String> pointers = List.of(pointer(evidence, read), "/ledger");
        Duration lowest = ledger.lowest().minus(clientMore);
        Expectation expected =
                new Expectation("to tell the ledger's %s, within the histogram's resolution: between %s and %s"
                        .formatted(
                                length(ledger.exact()),
                                length(lowest.isNegative() ? Duration.ZERO : lowest),
                                ledger.highest().map(Words::length).orElse("any time")));
        if (clientMore.multipliedBy(2).compareTo(ledger.lowest()) > 0) {
            return expected.unclear(
                    "answers were so fast that the client's own part, up to %s, cannot be told from them"
                            .formatted(length(clientMore)),
                    "hold it in a drill that makes the service slow",
                    pointers);
        }
        return told.couldBe(lowest, ledger.highest())
                ? expected.kept(told.text(), pointers)
                : expected.broken(told.text(), told.hint(ledger.exact()), pointers);
    }
}
