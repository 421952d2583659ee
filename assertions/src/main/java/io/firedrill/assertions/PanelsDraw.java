package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** D01. */
record PanelsDraw(Set<String> troubleOnly) implements Promise {
    PanelsDraw {
        troubleOnly = Set.copyOf(troubleOnly);
    }

    @Override
    public String id() {
        return "D01-panels";
    }

    @Override
    public Check check() {
        return Check.D01;
    }

    @Override
    public String subject() {
        return "dashboards";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("each panel's query to be taken, and to draw something under traffic");
        return Panels.unread(evidence)
                .or(() -> idle(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private static Optional<Obstacle> idle(Evidence evidence) {
        return evidence.ledger().isEmpty()
                ? Optional.of(new Obstacle("no traffic was sent", "", List.of("/ledger")))
                : Optional.empty();
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        List<PanelReading> panels = evidence.metrics().panels();
        List<String> faults = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (PanelReading panel : panels) {
            fault(panel).ifPresent(text -> {
                faults.add(Panels.name(evidence, panel) + " " + text);
                hints.add(panel.error().isPresent() ? "" : Panels.why(panel));
                pointers.add(Panels.pointer(evidence, panel));
            });
        }
        return faults.isEmpty()
                ? kept(expected, panels)
                : expected.broken(Words.few(faults), Words.sentences(hints), pointers);
    }

    private Optional<String> fault(PanelReading panel) {
        if (panel.error().isPresent()) {
            return panel.error().map(error -> "is not taken: " + error);
        }
        return panel.drew() || troubleOnly.contains(panel.panel()) ? Optional.empty() : Optional.of("draws nothing");
    }

    private static Verdict kept(Expectation expected, List<PanelReading> panels) {
        long drew = panels.stream().filter(PanelReading::drew).count();
        List<String> quiet = panels.stream()
                .filter(panel -> !panel.drew())
                .map(PanelReading::panel)
                .distinct()
                .toList();
        return expected.kept(
                "%d of %s drew something".formatted(drew, Words.count(panels.size(), "query", "queries"))
                        + (quiet.isEmpty() ? "" : "; " + Words.few(quiet) + " only in trouble (see D02)"),
                List.of("/metrics/panels"));
    }
}
