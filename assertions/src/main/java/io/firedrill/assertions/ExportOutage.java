package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** T07. What an outage lost is told and not judged: exporters try again, and queues are as long as they are. */
record ExportOutage(AlertSelector alert, String fault, Duration within, TracePath path, Duration recovery)
        implements Promise {
    @Override
    public String id() {
        return "T07-" + Words.id(fault);
    }

    @Override
    public Check check() {
        return Check.T07;
    }

    @Override
    public String subject() {
        return "export of spans, watched by alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Verdict noticed = new AlertFires(alert, fault, within).verdict(evidence);
        Expectation expected = new Expectation("alert %s %s, and traces to run through %s again from %s after its end"
                .formatted(alert, noticed.expected(), path, Words.length(recovery)));
        if (!(noticed instanceof Verdict.Kept)) {
            String actual = "the alert " + noticed.actual();
            return noticed instanceof Verdict.Broken
                    ? expected.broken(actual, noticed.hint(), noticed.evidence())
                    : expected.unclear(actual, noticed.hint(), noticed.evidence());
        }
        return Gates.first(Gates.witness(evidence, Witness.LEDGER), TraceGates.looked(evidence))
                .map(expected::unclear)
                .orElseGet(() -> recovered(evidence, expected, noticed));
    }

    private Verdict recovered(Evidence evidence, Expectation expected, Verdict noticed) {
        FaultRecord outage = Faults.named(evidence, fault).orElseThrow();
        Duration from = outage.revertedAt().plus(recovery);
        List<TracedRequest> after = TracedRequest.of(
                evidence,
                succeeded(evidence).stream()
                        .filter(entry -> entry.start().compareTo(from) >= 0)
                        .toList());
        if (after.size() < TracedRequest.ENOUGH) {
            return expected.unclear(
                    "the alert %s, but only %s succeeded afterwards (at least %d are needed)"
                            .formatted(noticed.actual(), Words.count(after.size(), "request"), TracedRequest.ENOUGH),
                    "",
                    List.of("/ledger"));
        }
        return whole(expected, noticed, after, lost(evidence, outage));
    }

    private Verdict whole(Expectation expected, Verdict noticed, List<TracedRequest> after, String lost) {
        Tally torn = new Tally();
        after.forEach(request -> path.missing(request)
                .ifPresent(what ->
                        torn.add(what, request.tree().map(TraceTree::pointer).orElse("/ledger"))));
        List<String> pointers = new ArrayList<>(noticed.evidence());
        if (torn.total() == 0) {
            return expected.kept(
                    "the alert %s; afterwards all %s are whole; %s"
                            .formatted(noticed.actual(), Words.count(after.size(), "trace"), lost),
                    pointers);
        }
        pointers.addAll(torn.example());
        return expected.broken(
                "%d of %s afterwards are not whole: %s; %s"
                        .formatted(torn.total(), Words.count(after.size(), "trace"), torn.text(after.size()), lost),
                "",
                pointers);
    }

    private String lost(Evidence evidence, FaultRecord outage) {
        List<TracedRequest> during = TracedRequest.of(
                evidence,
                succeeded(evidence).stream()
                        .filter(entry -> Faults.within(outage, entry.start()))
                        .toList());
        long torn =
                during.stream().map(path::missing).filter(Optional::isPresent).count();
        return torn == 0
                ? "the outage lost nothing of %s".formatted(Words.count(during.size(), "request"))
                : "the outage lost spans of %d of %s".formatted(torn, Words.count(during.size(), "request"));
    }

    private static List<LedgerEntry> succeeded(Evidence evidence) {
        return evidence.ledger().stream()
                .filter(entry -> entry.status().filter(code -> code < 400).isPresent())
                .toList();
    }
}
