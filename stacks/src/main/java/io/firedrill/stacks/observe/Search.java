package io.firedrill.stacks.observe;

import io.firedrill.evidence.Disclosures;
import io.firedrill.evidence.Disclosures.Finding;
import io.firedrill.evidence.Disclosures.Kind;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.SpanEvent;
import io.firedrill.evidence.trace.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks for what is confidential in telemetry, and covers it before it becomes evidence. Confined to one thread. */
final class Search {
    private static final int REPEATED = 200;
    private static final int MOST_KNOWN = 50_000;

    /** Whose values are searched, and an example of where. */
    private record Whose(String where, String service, String name, String example) {}

    private record Place(Kind kind, String where, String service, String name, String attribute) {}

    private final Confidential confidential;
    private final Map<String, Optional<Kind>> known = new HashMap<>();
    private final Map<Place, List<String>> examples = new LinkedHashMap<>();
    private int spans;
    private int series;

    Search(Confidential confidential) {
        this.confidential = confidential;
    }

    /** The same trace, with what was found covered. Thread-safe. */
    synchronized Trace cover(Trace trace) {
        return new Trace(
                trace.traceId(),
                trace.spans().stream().map(span -> cover(trace, span)).toList(),
                trace.resources().stream()
                        .map(resource -> cover(
                                resource,
                                new Whose("resource", resource.getOrDefault("service.name", ""), "", trace.traceId())))
                        .toList(),
                trace.warnings());
    }

    private Span cover(Trace trace, Span span) {
        spans++;
        Whose whose = new Whose("span", span.service(), span.name(), trace.traceId());
        return new Span(
                span.spanId(),
                span.parentId(),
                span.links(),
                span.service(),
                cover("name", span.name(), whose),
                span.kind(),
                span.start(),
                span.duration(),
                span.error(),
                cover(span.attributes(), whose),
                span.description().map(text -> cover("status", text, whose)),
                span.events().stream().map(event -> cover(event, whose)).toList(),
                span.resource(),
                span.scope(),
                span.traceState(),
                span.warnings());
    }

    private SpanEvent cover(SpanEvent event, Whose span) {
        Whose whose = new Whose("event", span.service(), event.name(), span.example());
        return new SpanEvent(event.name(), event.at(), cover(event.attributes(), whose));
    }

    /** Metrics are searched where traces are, by the labels of all series that were there. */
    void labels(PrometheusClient prometheus, Instant from, Instant to, Gaps gaps) {
        gaps.read(
                        Witness.PROMETHEUS,
                        prometheus.api("/api/v1/series"),
                        List.<Map<String, String>>of(),
                        () -> prometheus.labels(from, to))
                .forEach(this::labels);
    }

    /** Labels of metrics are searched, and not kept. */
    void labels(Map<String, String> labels) {
        series++;
        String job = labels.getOrDefault("job", "");
        Map<String, String> others = new HashMap<>(labels);
        String name = String.valueOf(others.remove("__name__"));
        cover(others, new Whose("metric", job, name, ""));
    }

    private Map<String, String> cover(Map<String, String> values, Whose whose) {
        Map<String, String> covered = new HashMap<>();
        values.forEach((key, value) -> covered.put(key, cover(key, value, whose)));
        return covered;
    }

    private String cover(String key, String value, Whose whose) {
        Optional<Kind> found = in(value);
        found.ifPresent(kind -> examples.computeIfAbsent(
                        new Place(kind, whose.where(), whose.service(), shown(whose.name()), key),
                        place -> new ArrayList<>())
                .add(whose.example()));
        return found.map(kind -> "[" + kind.name().toLowerCase(Locale.ROOT) + "]")
                .orElse(value);
    }

    /** A name may be what it should not be, too. */
    private String shown(String name) {
        return in(name).isPresent() ? "" : name;
    }

    /** Short values repeat from span to span. */
    synchronized Optional<Kind> in(String value) {
        return value.length() > REPEATED || known.size() > MOST_KNOWN
                ? confidential.in(value)
                : known.computeIfAbsent(value, confidential::in);
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
                place.kind(),
                place.where(),
                place.service(),
                place.name(),
                place.attribute(),
                where.size(),
                where.get(0));
    }
}
