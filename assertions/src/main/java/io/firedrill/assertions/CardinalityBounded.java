package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.SeriesCount;
import io.firedrill.evidence.metric.SeriesCount.Growth;
import io.firedrill.evidence.metric.SeriesCount.Values;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** M05. */
record CardinalityBounded(double share) implements Promise {
    /** So few new values prove nothing: statuses, models, causes are new for a while. */
    private static final int FEW = 10;

    CardinalityBounded {
        Shares.check(share);
    }

    @Override
    public String id() {
        return "M05-series";
    }

    @Override
    public Check check() {
        return Check.M05;
    }

    @Override
    public String subject() {
        return "series";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        long requests = evidence.ledger().size();
        Expectation expected =
                new Expectation("no label to get new values with the requests, at most one for %s of them"
                        .formatted(Words.number(1 / share)));
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        Metrics.unread(evidence),
                        uncounted(evidence),
                        idle(requests))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected, requests));
    }

    private static Optional<Obstacle> uncounted(Evidence evidence) {
        return evidence.metrics().series().filter(series -> series.before() > 0).isPresent()
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "no series could be counted before the first request", "", List.of("/metrics/series")));
    }

    private Optional<Obstacle> idle(long requests) {
        return requests * share >= FEW
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "%s are too few to tell".formatted(Words.count(requests, "request")),
                        "send at least " + Words.number(Math.ceil(FEW / share)),
                        List.of("/ledger")));
    }

    private Verdict judged(Evidence evidence, Expectation expected, long requests) {
        SeriesCount series = evidence.metrics().series().orElseThrow();
        List<String> unbounded = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (Growth growth : series.grown()) {
            growth.labels().stream()
                    .filter(values -> values.seen() - values.before() > share * requests)
                    .findFirst()
                    .ifPresent(values -> {
                        unbounded.add(text(growth, values));
                        pointers.add("/metrics/series/grown/" + series.grown().indexOf(growth));
                    });
        }
        String meanwhile = " while " + Words.count(requests, "request") + " were sent";
        return unbounded.isEmpty()
                ? expected.kept(
                        "%d series became %d%s".formatted(series.before(), series.seen(), meanwhile),
                        List.of("/metrics/series"))
                : expected.broken(
                        Words.few(unbounded) + meanwhile,
                        "take the label off: what differs with each request belongs into traces and logs",
                        pointers);
    }

    private static String text(Growth growth, Values values) {
        return "label %s of %s (job %s) got %d new values, such as \"%s\","
                .formatted(
                        values.label(),
                        growth.metric(),
                        growth.job(),
                        values.seen() - values.before(),
                        values.example());
    }
}
