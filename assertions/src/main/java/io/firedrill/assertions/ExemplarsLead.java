package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.ExemplarReading;
import io.firedrill.evidence.ExemplarReading.Exemplar;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** T10. */
record ExemplarsLead(String metric, double share) implements Promise {
    /** How far a value that a service measures itself may be from the span around it. */
    private static final Duration APART = Duration.ofMillis(50);

    private static final String NOT_STORED = "a trace that is not stored";

    ExemplarsLead {
        Shares.check(share);
    }

    @Override
    public String id() {
        return Words.id("T10-" + metric);
    }

    @Override
    public Check check() {
        return Check.T10;
    }

    @Override
    public String subject() {
        return "exemplars of " + metric;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to lead to a stored trace of a request that took as long, at least %s of them"
                        .formatted(Words.percent(share)));
        Optional<ExemplarReading> reading = evidence.exemplars().stream()
                .filter(each -> each.name().equals(metric))
                .findFirst();
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        Gates.witness(evidence, Witness.PROMETHEUS),
                        TraceGates.found(evidence),
                        unread(reading),
                        TraceGates.enoughRequests(answered(evidence), "were answered"))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected, reading.orElseThrow()));
    }

    private Optional<Obstacle> unread(Optional<ExemplarReading> reading) {
        return reading.isPresent()
                ? Optional.empty()
                : Optional.of(new Obstacle("the exemplars of " + metric + " were not read", "", List.of("/exemplars")));
    }

    private Verdict judged(Evidence evidence, Expectation expected, ExemplarReading reading) {
        String pointer = "/exemplars/" + evidence.exemplars().indexOf(reading);
        if (reading.exemplars().isEmpty()) {
            return expected.broken(
                    "Prometheus has none",
                    "they are exposed in OpenMetrics only (scrape_protocols), and stored with"
                            + " --enable-feature=exemplar-storage",
                    List.of(pointer));
        }
        Map<String, TracedRequest> requests = new HashMap<>();
        TracedRequest.of(evidence, evidence.ledger())
                .forEach(request -> requests.put(request.entry().traceId(), request));
        Tally lost = new Tally();
        for (int i = 0; i < reading.exemplars().size(); i++) {
            String at = pointer + "/exemplars/" + i;
            flaw(reading.exemplars().get(i), requests).ifPresent(what -> lost.add(what, at));
        }
        Verdict verdict = Shares.verdict(expected, lost, reading.exemplars().size(), share, "", pointer);
        return verdict instanceof Verdict.Broken
                        && lost.most().filter(NOT_STORED::equals).isPresent()
                        && thinned(evidence)
                ? expected.unclear(verdict.actual() + " (see T06)", "", verdict.evidence())
                : verdict;
    }

    /** So many traces are missing whole that it is no wonder. */
    private static boolean thinned(Evidence evidence) {
        return !Shares.atLeast(evidence.traces().traces().size(), answered(evidence), Sampling.ARRIVING);
    }

    private static long answered(Evidence evidence) {
        return evidence.ledger().stream()
                .filter(entry -> entry.status().isPresent())
                .count();
    }

    private static Optional<String> flaw(Exemplar exemplar, Map<String, TracedRequest> requests) {
        Optional<String> id = exemplar.traceId();
        if (id.isEmpty()) {
            return Optional.of("no trace_id");
        }
        Optional<TracedRequest> request = id.map(requests::get);
        if (request.isEmpty()) {
            return Optional.of("a trace of no request of the ledger");
        }
        Optional<TraceTree> tree = request.flatMap(TracedRequest::tree);
        if (tree.isEmpty()) {
            return Optional.of(NOT_STORED);
        }
        return lasted(exemplar, tree.get()) ? Optional.empty() : Optional.of("no server span that took as long");
    }

    private static boolean lasted(Exemplar exemplar, TraceTree tree) {
        Duration value = Duration.ofNanos(Math.round(exemplar.value() * 1e9));
        return tree.spans().stream()
                .filter(span -> span.kind().equals("server"))
                .map(Span::duration)
                .anyMatch(duration -> duration.minus(value).abs().compareTo(APART) <= 0);
    }
}
