package io.firedrill.stacks.observe;

import io.firedrill.evidence.Disclosures;
import io.firedrill.evidence.Disclosures.Finding;
import io.firedrill.evidence.Disclosures.Kind;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceEvidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for what is confidential in telemetry, and covers it before it becomes evidence. Confined to one thread. */
final class Search {
    private record Place(Kind kind, String where, String service, String name, String attribute) {}

    private final Confidential confidential;
    private final Map<Place, List<String>> examples = new LinkedHashMap<>();
    private int spans;
    private int series;

    Search(Confidential confidential) {
        this.confidential = confidential;
    }

    /** The same traces, with what was found covered. */
    TraceEvidence cover(TraceEvidence traces) {
        return new TraceEvidence(
                traces.lookedUp(),
                traces.traces().stream().map(this::cover).toList(),
                traces.services(),
                traces.source());
    }

    private Trace cover(Trace trace) {
        return new Trace(
                trace.traceId(),
                trace.spans().stream().map(span -> cover(trace, span)).toList());
    }

    private Span cover(Trace trace, Span span) {
        spans++;
        return new Span(
                span.spanId(),
                span.parentId(),
                span.links(),
                span.service(),
                span.name(),
                span.kind(),
                span.start(),
                span.duration(),
                span.error(),
                cover(span.attributes(), "span", span.service(), span.name(), trace.traceId()));
    }

    /** Labels of metrics are searched, and not kept. */
    void labels(Map<String, String> labels) {
        series++;
        String job = labels.getOrDefault("job", "");
        Map<String, String> others = new HashMap<>(labels);
        String name = String.valueOf(others.remove("__name__"));
        cover(others, "metric", job, name, "");
    }

    private Map<String, String> cover(
            Map<String, String> values, String where, String service, String name, String example) {
        Map<String, String> covered = new HashMap<>();
        values.forEach((key, value) -> covered.put(
                key,
                confidential
                        .in(value)
                        .map(kind -> {
                            examples.computeIfAbsent(
                                            new Place(kind, where, service, name, key), place -> new ArrayList<>())
                                    .add(example);
                            return "[" + kind.name().toLowerCase(Locale.ROOT) + "]";
                        })
                        .orElse(value)));
        return covered;
    }

    Disclosures disclosures() {
        List<Finding> findings = examples.entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Finding::times).reversed())
                .toList();
        return new Disclosures(spans, series, confidential.secrets(), confidential.texts(), findings);
    }

    private static Finding finding(Place place, List<String> where) {
        return new Finding(
                place.kind(), place.where(), place.service(), place.name(), place.attribute(), where.size(), where.get(0));
    }
}
