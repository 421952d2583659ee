package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** T05. A service that the backend knows but these traces lack has the right name; that it is missing is T01's to say. */
record ServicesNamed(List<String> services) implements Promise {
    ServicesNamed {
        services = List.copyOf(services);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("expected services must be named, but there were none");
        }
    }

    @Override
    public String id() {
        return "T05-services";
    }

    @Override
    public Check check() {
        return Check.T05;
    }

    @Override
    public String subject() {
        return "service names";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be " + Words.list(new TreeSet<>(services)));
        return TraceGates.found(evidence)
                .map(expected::unclear)
                .orElseGet(() -> SpansReconciled.explain(evidence, judged(evidence, expected)));
    }

    /** Where capital letters are lost, names that differ are still different; those that agree may not be the same. */
    private Verdict judged(Evidence evidence, Expectation expected) {
        Optional<Obstacle> blurred = TraceGates.keeps(evidence, TraceDetail.NAME_CASE);
        ServicesNamed wanted = blurred.isPresent()
                ? new ServicesNamed(services.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList())
                : this;
        Verdict verdict = wanted.exactly(evidence, expected);
        return verdict instanceof Verdict.Kept
                ? blurred.<Verdict>map(expected::unclear).orElse(verdict)
                : verdict;
    }

    private Verdict exactly(Evidence evidence, Expectation expected) {
        Set<String> seen = evidence.traces().traces().stream()
                .flatMap(trace -> trace.spans().stream())
                .map(Span::service)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> strange = new TreeSet<>(seen);
        services.forEach(strange::remove);
        Set<String> absent = new TreeSet<>(services);
        absent.removeAll(seen);
        Set<String> lost = new TreeSet<>(absent);
        evidence.traces().services().forEach(lost::remove);
        absent.removeAll(lost);
        List<String> pointers = new ArrayList<>(List.of("/traces/services"));
        if (strange.isEmpty() && lost.isEmpty()) {
            String elsewhere = absent.isEmpty() ? "" : "; " + Words.list(absent) + " only in other traces (see T01)";
            return expected.kept("the traces hold " + Words.list(seen) + elsewhere, pointers);
        }
        example(evidence, strange).ifPresent(pointers::add);
        List<String> known = new ArrayList<>(strange);
        known.addAll(evidence.traces().services());
        return expected.broken(actual(strange, lost), hint(strange, lost, known), pointers);
    }

    private static String actual(Set<String> strange, Set<String> lost) {
        List<String> parts = new ArrayList<>();
        if (!strange.isEmpty()) {
            parts.add("the traces also hold " + Words.list(strange));
        }
        if (!lost.isEmpty()) {
            parts.add("the trace backend knows no " + Words.list(lost));
        }
        return Words.sentences(parts);
    }

    private String hint(Set<String> strange, Set<String> lost, List<String> known) {
        if (strange.stream().anyMatch(name -> name.startsWith("unknown_service"))) {
            return "a service without a name calls itself unknown_service: set OTEL_SERVICE_NAME"
                    + (lost.isEmpty() ? "" : " of " + Words.list(lost));
        }
        List<String> others = known.stream()
                .filter(name -> !services.contains(name))
                .distinct()
                .toList();
        return Words.sentences(lost.stream()
                .map(name -> Nearest.to(name, others)
                        .map(near -> name + " may be " + near)
                        .orElse(""))
                .toList());
    }

    private static Optional<String> example(Evidence evidence, Set<String> strange) {
        for (int i = 0; i < evidence.traces().traces().size(); i++) {
            boolean holds = evidence.traces().traces().get(i).spans().stream()
                    .anyMatch(span -> strange.contains(span.service()));
            if (holds) {
                return Optional.of("/traces/traces/" + i);
            }
        }
        return Optional.empty();
    }
}
