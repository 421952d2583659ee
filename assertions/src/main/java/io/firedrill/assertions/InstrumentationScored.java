package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.InstrumentationScore;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** T13. */
record InstrumentationScored(double least, List<String> services) implements Promise {
    InstrumentationScored {
        services = List.copyOf(services);
        if (services.isEmpty() || !(least > 0 && least <= 100)) {
            throw new IllegalArgumentException(
                    "a score above 0 and at most 100 of some services must be promised, but was " + least + " of "
                            + services);
        }
    }

    @Override
    public String id() {
        return "T13-instrumentation";
    }

    @Override
    public Check check() {
        return Check.T13;
    }

    @Override
    public String subject() {
        return "instrumentation of " + Words.list(services);
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to score at least %s of 100, each service".formatted(Words.number(least)));
        int trees = TracedRequest.trees(evidence, evidence.ledger()).size();
        return Gates.first(
                        Gates.witness(evidence, Witness.LEDGER),
                        TraceGates.found(evidence),
                        TraceGates.enough(trees, "the ledger's requests"))
                .map(expected::unclear)
                .orElseGet(() -> SpansReconciled.explain(evidence, judged(evidence, expected)));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        List<InstrumentationScore> scores = Instrumentation.scores(evidence).stream()
                .filter(score -> services.contains(score.service()))
                .toList();
        List<String> absent = services.stream()
                .filter(service ->
                        scores.stream().noneMatch(score -> score.service().equals(service)))
                .toList();
        List<String> pointers = List.of("/traces/traces");
        String actual = scores.stream()
                .map(score -> "%s scores %s (%s)".formatted(score.service(), floor(score), score.category()))
                .collect(Collectors.joining(", "));
        String findings = findings(scores);
        if (scores.stream().anyMatch(score -> score.value() < least - 1e-9)) {
            return expected.broken(actual + ": " + findings, "", pointers);
        }
        if (!absent.isEmpty()) {
            return expected.unclear(
                    "the traces hold no span of %s (see T01)".formatted(Words.list(absent)), "", pointers);
        }
        return expected.kept(
                "%s by %s%s; not looked at: %s"
                        .formatted(
                                actual,
                                Words.count(scores.get(0).rules().size(), "rule"),
                                findings.isEmpty() ? "" : " in spite of " + findings,
                                String.join(", ", scores.get(0).left())),
                pointers);
    }

    private static String findings(List<InstrumentationScore> scores) {
        return scores.stream()
                .flatMap(score -> score.rules().stream()
                        .filter(rule -> !rule.passed())
                        .map(rule -> "%s of %s: %s".formatted(rule.id(), score.service(), rule.finding())))
                .collect(Collectors.joining("; "));
    }

    /** Never rounded up to what is promised. */
    private static String floor(InstrumentationScore score) {
        return Words.number(Math.floor(score.value() * 10) / 10);
    }
}
