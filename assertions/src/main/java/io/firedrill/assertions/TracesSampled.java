package io.firedrill.assertions;

import static io.firedrill.assertions.Words.percent;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** T06. */
record TracesSampled(Sampling sampling) implements Promise {
    @Override
    public String id() {
        return "T06-traces";
    }

    @Override
    public Check check() {
        return Check.T06;
    }

    @Override
    public String subject() {
        return "sampling of traces";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to keep the traces of %s of the requests that succeeded, and of every one that failed"
                        .formatted(percent(sampling.share())));
        Group succeeded = Group.of(Traces.ofSuccesses(), evidence);
        Group failed = Group.of(Traces.ofFailures(), evidence);
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        TraceGates.found(evidence),
                        unasked(evidence, succeeded.all() + failed.all()),
                        TraceGates.enoughRequests(succeeded.all(), "succeeded"))
                .map(expected::unclear)
                .orElseGet(() -> SpansReconciled.explain(evidence, judged(expected, succeeded, failed)));
    }

    private static String seen(Group succeeded, Group failed) {
        return "%s, which means between %s and %s; %s of those that failed"
                .formatted(
                        succeeded.text(),
                        percent(Sampling.least(succeeded.stored(), succeeded.all())),
                        percent(Sampling.most(succeeded.stored(), succeeded.all())),
                        failed.all() == 0 ? "none" : failed.stored() + " of " + failed.all());
    }

    private Verdict judged(Expectation expected, Group succeeded, Group failed) {
        String actual = seen(succeeded, failed);
        List<String> pointers = List.of("/traces", "/ledger");
        boolean errorsLost = !Shares.atLeast(failed.stored(), failed.all(), Sampling.ARRIVING);
        if (sampling.isMissed(succeeded.stored(), succeeded.all())) {
            return expected.broken(
                    actual,
                    "look at OTEL_TRACES_SAMPLER of the entry, and at what samples in the Collector; what was sampled and"
                            + " lost is T12's to tell",
                    pointers);
        }
        if (errorsLost) {
            return expected.broken(
                    actual,
                    "who samples at the head decides before anything has failed: keep errors by tail sampling, or keep"
                            + " everything",
                    pointers);
        }
        return sampling.isExceeded(succeeded.stored(), succeeded.all())
                ? expected.unclear(
                        actual,
                        "the requests of a drill ask to be sampled (flag 01 of traceparent), and a sampler that follows its"
                                + " parent obeys: what it does with others cannot be seen from these",
                        pointers)
                : expected.kept(actual, pointers);
    }

    private static Optional<Obstacle> unasked(Evidence evidence, int answered) {
        int asked = evidence.traces().lookedUp();
        return asked >= answered
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "only %d of %d traces were asked for".formatted(asked, answered), "", List.of("/traces")));
    }

    /** How many of some requests left a trace. */
    private record Group(int stored, int all) {
        static Group of(Traces traces, Evidence evidence) {
            List<TracedRequest> requests = traces.in(evidence);
            return new Group(
                    (int) requests.stream()
                            .filter(request -> request.tree().isPresent())
                            .count(),
                    requests.size());
        }

        String text() {
            return "%d of %d are there (%s)".formatted(stored, all, percent((double) stored / all));
        }
    }
}
