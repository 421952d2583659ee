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
record TracesSpan(TracePath path, double share, Optional<String> fault) implements Promise {
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
                .orElseGet(() -> judged(evidence, expected));
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
        if (requests.size() < TracedRequest.ENOUGH) {
            return expected.unclear(
                    "only %s succeeded (at least %d are needed)"
                            .formatted(Words.count(requests.size(), "request"), TracedRequest.ENOUGH),
                    "",
                    List.of("/ledger"));
        }
        Tally lost = new Tally();
        requests.forEach(request -> missing(request)
                .ifPresent(what ->
                        lost.add(what, request.tree().map(TraceTree::pointer).orElse("/ledger"))));
        int all = requests.size();
        int whole = all - lost.total();
        String actual = "%d of %d did (%s)".formatted(whole, all, percent((double) whole / all));
        if (Shares.atLeast(whole, all, share)) {
            return expected.kept(actual, List.of("/traces/traces"));
        }
        String most = actual + ": " + lost.text(all);
        int unasked = Math.max(0, evidence.ledger().size() - evidence.traces().lookedUp());
        return Shares.atLeast(Math.min(all, whole + unasked), all, share)
                ? expected.unclear(most + ", but %d traces were not asked for".formatted(unasked), "", lost.example())
                : expected.broken(most, "", lost.example());
    }

    private List<LedgerEntry> candidates(Evidence evidence) {
        List<LedgerEntry> entries = fault.flatMap(name -> Faults.named(evidence, name))
                .map(applied -> Faults.during(evidence, applied))
                .orElse(evidence.ledger());
        return entries.stream()
                .filter(entry -> entry.status().filter(code -> code < 400).isPresent())
                .toList();
    }

    private Optional<String> missing(TracedRequest request) {
        if (request.tree().isEmpty()) {
            return Optional.of("the whole trace missing");
        }
        TraceTree tree = request.tree().get();
        Optional<String> service =
                path.services().stream().filter(each -> !tree.serves(each)).findFirst();
        return service.or(
                        () -> path.database() && !tree.callsDatabase() ? Optional.of(Hops.DATABASE) : Optional.empty())
                .map(each -> each + " missing");
    }
}
