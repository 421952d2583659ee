package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** Something that the traces of at least a share of some requests must show. */
record TracesShow(Traces traces, double share, TraceRule rule) implements Promise {
    TracesShow {
        Shares.check(share);
    }

    @Override
    public String id() {
        return Words.id(rule.check() + "-" + rule.name()
                + traces.fault().map(name -> "-" + name).orElse(""));
    }

    @Override
    public Check check() {
        return rule.check();
    }

    @Override
    public String subject() {
        return "traces";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation(
                "%s, for at least %s of %s".formatted(rule.text(), Words.percent(share), traces.text(evidence)));
        Optional<Obstacle> obstacle = Gates.first(
                traces.fault().flatMap(name -> Gates.fault(evidence, name)),
                Gates.witness(evidence, Witness.LEDGER),
                TraceGates.found(evidence));
        if (obstacle.isPresent()) {
            return expected.unclear(obstacle.get());
        }
        List<TracedRequest> judged = traces.in(evidence).stream()
                .filter(request -> request.tree().filter(rule::concerns).isPresent())
                .toList();
        return TraceGates.enough(judged.size(), traces.text(evidence) + " that can be judged")
                .map(expected::unclear)
                .orElseGet(() -> linksCount(evidence, expected, judged(expected, judged)));
    }

    /** Where a backend does not keep links, what is connected by them looks lost. */
    private Verdict linksCount(Evidence evidence, Expectation expected, Verdict verdict) {
        return verdict instanceof Verdict.Broken
                        && rule.check() == Check.T04
                        && !evidence.traces().keeps(TraceDetail.LINKS)
                ? expected.unclear(verdict.actual() + ", but the trace backend keeps no links", "", verdict.evidence())
                : verdict;
    }

    private Verdict judged(Expectation expected, List<TracedRequest> requests) {
        Tally flawed = new Tally();
        requests.forEach(request -> request.tree()
                .ifPresent(
                        tree -> rule.flaw(request.entry(), tree).ifPresent(what -> flawed.add(what, tree.pointer()))));
        return Shares.verdict(expected, flawed, requests.size(), share, rule.hint());
    }
}
