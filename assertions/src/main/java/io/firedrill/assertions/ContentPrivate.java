package io.firedrill.assertions;

import io.firedrill.evidence.Disclosures;
import io.firedrill.evidence.Disclosures.Finding;
import io.firedrill.evidence.Disclosures.Kind;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** L08. A secret is allowed nowhere. */
record ContentPrivate(Set<String> allowed) implements Promise {
    ContentPrivate {
        allowed = Set.copyOf(allowed);
    }

    @Override
    public String id() {
        return "L08-telemetry";
    }

    @Override
    public Check check() {
        return Check.L08;
    }

    @Override
    public String subject() {
        return "telemetry";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to hold no prompt, no answer and no secret"
                + (allowed.isEmpty()
                        ? ""
                        : " (content may be in "
                                + Words.list(allowed.stream().sorted().toList()) + ")"));
        return Gates.first(TraceGates.looked(evidence), unsearched(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private static Optional<Obstacle> unsearched(Evidence evidence) {
        Optional<Disclosures> searched = evidence.disclosures();
        String why = searched.isEmpty()
                ? "nobody searched it"
                : searched.get().spans() == 0
                        ? "there was no span to search (see T01)"
                        : searched.get().series() == 0
                                ? "there was no series to search"
                                : searched.get().secrets() == 0
                                                || searched.get().texts() == 0
                                        ? "there was no %s to search for"
                                                .formatted(searched.get().secrets() == 0 ? "secret" : "text")
                                        : "";
        boolean found = searched.map(all -> !all.findings().isEmpty()).orElse(false);
        return why.isEmpty() || found ? Optional.empty() : Optional.of(new Obstacle(why, "", List.of("/disclosures")));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        Disclosures searched = evidence.disclosures().orElseThrow();
        List<Finding> findings = searched.findings().stream()
                .filter(finding -> finding.kind() == Kind.SECRET || !allowed.contains(finding.attribute()))
                .toList();
        if (findings.isEmpty()) {
            return expected.kept(
                    "none was in %s and %s, searched for %s and %s"
                            .formatted(
                                    Words.count(searched.spans(), "span"),
                                    Words.count(searched.series(), "label set"),
                                    Words.count(searched.secrets(), "secret"),
                                    Words.count(searched.texts(), "text")),
                    List.of("/disclosures"));
        }
        return expected.broken(
                Words.few(findings.stream().map(ContentPrivate::text).toList()),
                "",
                findings.stream()
                        .map(finding ->
                                "/disclosures/findings/" + searched.findings().indexOf(finding))
                        .toList());
    }

    private static String text(Finding finding) {
        String what = finding.kind() == Kind.SECRET ? "a secret" : "a prompt or an answer";
        return "%s in %s of %s %s%s (%d times)"
                .formatted(
                        what,
                        finding.attribute(),
                        finding.where(),
                        finding.name().isEmpty() ? "" : "\"" + finding.name() + "\" ",
                        "of " + finding.service(),
                        finding.times());
    }
}
