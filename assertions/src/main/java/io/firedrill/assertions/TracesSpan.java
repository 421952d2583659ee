package io.firedrill.assertions;

import static io.firedrill.assertions.Words.percent;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** T01. */
record TracesSpan(TracePath path, double share, Optional<String> fault, Sampling sampling) implements Promise {
    TracesSpan {
        Shares.check(share);
    }

    @Override
    public String id() {
        return Words.id("T01-" + String.join("-", path.services()) + (path.database() ? "-database" : "")
                + fault.map(name -> "-" + name).orElse(""));
    }

    @Override
    public Check check() {
        return Check.T01;
    }

    @Override
    public String subject() {
        return "traces " + path;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to run through %s for at least %s of the requests that succeeded%s"
                .formatted(
                        path,
                        percent(share),
                        fault.map(name -> " during " + Faults.applied(evidence, name))
                                .orElse("")));
        return Gates.first(
                        fault.flatMap(name -> Gates.fault(evidence, name)),
                        Gates.witness(evidence, Witness.LEDGER),
                        TraceGates.looked(evidence),
                        TraceGates.finds(evidence, path.services()),
                        unknownService(evidence))
                .map(expected::unclear)
                .orElseGet(() -> SpansReconciled.explain(evidence, judged(evidence, expected)));
    }

    /** A service that nobody knows goes by another name; that is for T05 to say. Without any trace it is not. */
    private Optional<Obstacle> unknownService(Evidence evidence) {
        List<String> known = evidence.traces().services();
        return path.services().stream()
                .filter(service -> !known.contains(service) && !seen(evidence, service))
                .findFirst()
                .filter(service -> !evidence.traces().traces().isEmpty())
                .map(service -> new Obstacle(
                        "the trace backend knows no service " + service + " (see T05)",
                        "",
                        List.of("/traces/services")));
    }

    private static boolean seen(Evidence evidence, String service) {
        return evidence.traces().traces().stream()
                .anyMatch(trace ->
                        trace.spans().stream().anyMatch(span -> span.service().equals(service)));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        List<TracedRequest> requests = TracedRequest.of(evidence, candidates(evidence));
        Optional<Obstacle> few = TraceGates.enoughRequests(requests.size(), "succeeded");
        if (few.isPresent()) {
            return expected.unclear(few.get());
        }
        List<TracedRequest> stored =
                requests.stream().filter(request -> request.tree().isPresent()).toList();
        boolean thinned = !stored.isEmpty() && sampling.isMissed(stored.size(), requests.size());
        boolean all = stored.isEmpty() || (!thinned && sampling.share() == 1);
        Verdict verdict = judged(evidence, expected, all ? requests : stored);
        return thinned && verdict instanceof Verdict.Kept
                ? thinned(evidence, expected, judged(evidence, expected, requests), verdict)
                : verdict;
    }

    /** Those that are there are whole: so many others are missing by sampling, unless they were lost on their way. */
    private static Verdict thinned(Evidence evidence, Expectation expected, Verdict ofAll, Verdict ofStored) {
        return SpansReconciled.explain(evidence, ofAll) instanceof Verdict.Broken
                ? expected.unclear(
                        "too few traces were stored (see T06), of which " + ofStored.actual(), "", List.of("/traces"))
                : ofAll;
    }

    private Verdict judged(Evidence evidence, Expectation expected, List<TracedRequest> requests) {
        Tally lost = new Tally();
        requests.forEach(request -> path.missing(request)
                .ifPresent(what ->
                        lost.add(what, request.tree().map(TraceTree::pointer).orElse("/ledger"))));
        int all = requests.size();
        int whole = all - lost.total();
        int unasked = Math.max(0, evidence.ledger().size() - evidence.traces().lookedUp());
        return !Shares.atLeast(whole, all, share) && Shares.atLeast(Math.min(all, whole + unasked), all, share)
                ? expected.unclear(
                        "%s: %s, but %d traces were not asked for"
                                .formatted(Shares.did(whole, all), lost.text(all), unasked),
                        "",
                        lost.example())
                : Shares.verdict(expected, lost, all, share, hint(evidence));
    }

    /** Services that are known and none of whose traces is of the ledger begin traces of their own. */
    private String hint(Evidence evidence) {
        return evidence.traces().traces().isEmpty()
                        && path.services().stream().anyMatch(evidence.traces().services()::contains)
                ? "the trace backend knows its services, which do not go on with the trace that requests carry: look at"
                        + " OTEL_PROPAGATORS, and at proxies that drop traceparent"
                : "";
    }

    private List<LedgerEntry> candidates(Evidence evidence) {
        List<LedgerEntry> entries = fault.flatMap(name -> Faults.named(evidence, name))
                .map(applied -> Faults.during(evidence, applied))
                .orElse(evidence.ledger());
        return entries.stream().filter(Traces::succeeded).toList();
    }
}
