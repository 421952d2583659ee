package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** T12. */
record SpansReconciled() implements Promise {
    private static final Expectation EXPECTED =
            new Expectation("to be stored, each that was sampled for a request of the ledger");

    @Override
    public String id() {
        return "T12-spans";
    }

    @Override
    public Check check() {
        return Check.T12;
    }

    @Override
    public String subject() {
        return "spans";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        SpanLadder ladder = new SpanLadder(evidence);
        return ladder.obstacle()
                .or(() -> before(evidence, ladder))
                .map(EXPECTED::unclear)
                .orElseGet(() -> judged(evidence, ladder));
    }

    /**
     * A verdict about traces that is broken because spans were lost on their way is for T12 to give.
     *
     * @return the verdict, or an inconclusive one
     */
    static Verdict explain(Evidence evidence, Verdict verdict) {
        if (!(verdict instanceof Verdict.Broken) || !new SpanLadder(evidence).isCounted()) {
            return verdict;
        }
        return new SpansReconciled().verdict(evidence) instanceof Verdict.Broken
                ? new Expectation(verdict.expected())
                        .unclear(
                                verdict.actual() + ", as spans were lost on their way (see T12)",
                                verdict.hint(),
                                verdict.evidence())
                : verdict;
    }

    /** What never became a span cannot be lost as one. */
    private static Optional<Obstacle> before(Evidence evidence, SpanLadder ladder) {
        long answered = Counters.answered(evidence);
        if (ladder.entered() < answered) {
            return Optional.of(new Obstacle(
                    "only %d of %s became a span that continues the caller's trace (see T01)"
                            .formatted(ladder.entered(), Words.count(answered, "answered request")),
                    "is the entry instrumented, and does the traceparent reach it?",
                    ladder.pointers()));
        }
        return ladder.sampled() > 0
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "none of %s was sampled (see T06)".formatted(Words.count(ladder.started(), "started span")),
                        "",
                        ladder.pointers()));
    }

    private static Verdict judged(Evidence evidence, SpanLadder ladder) {
        long lost = ladder.lost();
        if (lost < 0) {
            return EXPECTED.unclear(
                    "%d more are stored than were counted: %s".formatted(-lost, ladder.text()),
                    "the SDK metrics of some service are not scraped, or it was started anew",
                    ladder.pointers());
        }
        if (lost == 0) {
            return EXPECTED.kept("all were: " + ladder.text(), ladder.pointers());
        }
        return excuse(evidence, ladder).map(EXPECTED::unclear).orElseGet(() -> lossy(evidence, ladder));
    }

    /** Reasons for which spans are not there that are no loss on the way. */
    private static Optional<Obstacle> excuse(Evidence evidence, SpanLadder ladder) {
        long unanswered = Counters.unanswered(evidence);
        if (unanswered > 0) {
            return Optional.of(new Obstacle(
                    "%d were not found, but %s no answer and their traces were not looked up"
                            .formatted(
                                    ladder.lost(),
                                    Words.count(unanswered, "request") + (unanswered == 1 ? " has" : " have")),
                    "",
                    List.of("/ledger")));
        }
        SpanFlow out = new SpanFlow(evidence, SpanCounts.SAMPLED_OUT);
        return out.increase() > 0
                ? Optional.of(new Obstacle(
                        "%d were not found, and the Collector sampled out %d spans or traces (see T06)"
                                .formatted(ladder.lost(), Math.round(out.increase())),
                        "",
                        List.of(out.pointer())))
                : Optional.empty();
    }

    private static Verdict lossy(Evidence evidence, SpanLadder ladder) {
        String share = "%d of %d were not".formatted(ladder.lost(), ladder.sampled());
        Optional<SpanLoss> first = SpanLoss.first(evidence, ladder);
        List<String> pointers = new ArrayList<>(ladder.pointers());
        if (first.isPresent()) {
            SpanLoss loss = first.get();
            pointers.add(loss.pointer());
            return EXPECTED.broken(
                    "%s, lost %s: %s (%s)".formatted(share, loss.hop(), loss.why(), ladder.text()),
                    loss.remedy(),
                    pointers);
        }
        boolean told = new SpanFlow(evidence, SpanCounts.EXPORTED).isCounted()
                && new SpanFlow(evidence, SpanCounts.ACCEPTED).isCounted();
        return told
                ? EXPECTED.unclear(
                        "%s found in the traces of requests, though every hop passed them on: they are in other traces"
                                        .formatted(share)
                                + " (see T01 and T04; " + ladder.text() + ")",
                        "",
                        pointers)
                : EXPECTED.broken(
                        "%s, lost somewhere between their SDK and the trace backend (%s)"
                                .formatted(share, ladder.text()),
                        "let Prometheus scrape the SDKs and the Collector, to see where",
                        pointers);
    }
}
