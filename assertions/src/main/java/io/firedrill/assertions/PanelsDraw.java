package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** D01. */
record PanelsDraw(Set<String> troubleOnly) implements Promise {
    /** Of the time that requests are sent, in which a panel must draw anything at all. */
    private static final double LEAST = 0.1;

    private static final String RARE = "look whether its window holds two scrapes";

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
        return Panels.unread(evidence).map(expected::unclear).orElseGet(() -> judged(evidence, expected));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        List<PanelReading> panels = evidence.metrics().panels();
        List<String> faults = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (PanelReading panel : panels) {
            fault(evidence, panel).ifPresent(text -> {
                faults.add(Panels.name(evidence, panel) + " " + text);
                hints.add(panel.error().isPresent() ? "" : panel.drew() ? RARE : Panels.why(panel));
                pointers.add(Panels.pointer(evidence, panel));
            });
        }
        if (!faults.isEmpty()) {
            return expected.broken(Words.few(faults), Words.sentences(hints), pointers);
        }
        return idle(evidence).map(expected::unclear).orElseGet(() -> kept(expected, panels));
    }

    /** Nobody knows what should be drawn, unless all of it is. */
    private Optional<Obstacle> idle(Evidence evidence) {
        List<String> quiet = evidence.metrics().panels().stream()
                .filter(panel -> !panel.drew() && !troubleOnly.contains(panel.panel()))
                .map(panel -> Panels.name(evidence, panel))
                .toList();
        return evidence.ledger().isEmpty() && !quiet.isEmpty()
                ? Optional.of(new Obstacle(
                        Words.few(quiet) + " drew nothing, and no traffic was sent",
                        "",
                        List.of("/metrics/panels", "/ledger")))
                : Optional.empty();
    }

    private Optional<String> fault(Evidence evidence, PanelReading panel) {
        if (panel.error().isPresent()) {
            return panel.error().map(error -> "is not taken: " + error);
        }
        if (troubleOnly.contains(panel.panel()) || evidence.ledger().isEmpty()) {
            return Optional.empty();
        }
        return panel.drew() ? rare(evidence, panel) : Optional.of("draws nothing");
    }

    /** A window that two scrapes fit into by chance draws a point now and then. */
    private static Optional<String> rare(Evidence evidence, PanelReading panel) {
        Episode traffic = new Episode(
                evidence.ledger().get(0).start(),
                evidence.ledger().get(evidence.ledger().size() - 1).end());
        long possible = traffic.length().dividedBy(panel.step());
        long drawn = panel.drawn().courses().stream()
                .flatMap(course -> course.points().stream())
                .map(Level.Point::at)
                .filter(traffic::covers)
                .distinct()
                .count();
        return drawn < LEAST * possible
                ? Optional.of("draws %d of %d points".formatted(drawn, possible))
                : Optional.empty();
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
