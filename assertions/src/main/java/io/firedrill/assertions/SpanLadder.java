package io.firedrill.assertions;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The spans of a drill's requests from hop to hop. Both ends are exact: what the SDKs started under the requests, and what
 * the backend holds in their traces. What lies between counts other spans as well, and only tells where a loss is.
 */
final class SpanLadder {
    private final Evidence evidence;
    private final Set<String> ids = new HashSet<>();
    private final long stored;

    SpanLadder(Evidence evidence) {
        this.evidence = evidence;
        evidence.ledger().forEach(entry -> ids.add(entry.traceId()));
        this.stored = evidence.traces().traces().stream()
                .filter(trace -> ids.contains(trace.traceId()))
                .mapToLong(SpanLadder::spans)
                .sum();
    }

    /** One that was sent twice is stored twice, and is one. */
    private static long spans(Trace trace) {
        return trace.spans().stream().map(span -> span.spanId()).distinct().count();
    }

    Optional<Obstacle> obstacle() {
        return Gates.first(
                Gates.witness(evidence, Witness.LEDGER),
                unreadable(),
                TraceGates.looked(evidence),
                Counters.unread(evidence, SpanCounts.STARTED),
                Counters.unread(evidence, SpanCounts.SAMPLED),
                Counters.unread(evidence, SpanCounts.ENTERED),
                few());
    }

    /** A while without answers in the middle does not hurt counters that were read before and after. */
    private Optional<Obstacle> unreadable() {
        boolean read = evidence.gaps().stream()
                .filter(gap -> gap.witness() == Witness.PROMETHEUS)
                .allMatch(gap -> gap.outage().isPresent());
        return read ? Optional.empty() : Gates.witness(evidence, Witness.PROMETHEUS);
    }

    private Optional<Obstacle> few() {
        long answered = Counters.answered(evidence);
        return answered >= TracedRequest.ENOUGH
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "only %s answered (at least %d are needed)"
                                .formatted(
                                        Words.count(answered, "request") + (answered == 1 ? " was" : " were"),
                                        TracedRequest.ENOUGH),
                        "",
                        List.of("/ledger")));
    }

    /** Whether these are counted at all in this drill. */
    boolean isCounted() {
        return Counters.named(evidence, SpanCounts.SAMPLED).isPresent();
    }

    long entered() {
        return count(SpanCounts.ENTERED);
    }

    long started() {
        return count(SpanCounts.STARTED);
    }

    long sampled() {
        return count(SpanCounts.SAMPLED);
    }

    long stored() {
        return stored;
    }

    long lost() {
        return sampled() - stored;
    }

    /** Requests whose trace was looked up and is not there at all. */
    long missingTraces() {
        Set<String> found = new HashSet<>();
        evidence.traces().traces().forEach(trace -> found.add(trace.traceId()));
        return evidence.ledger().stream()
                .filter(entry -> entry.status().isPresent() && !found.contains(entry.traceId()))
                .count();
    }

    /** {@code 240 requests sent, 1920 spans started, 1920 sampled; 2130 exported, 2130 accepted, ...; 1920 stored}. */
    String text() {
        List<String> hops = new ArrayList<>();
        flow(hops, SpanCounts.MADE, "of %d in all");
        double exported = new SpanFlow(evidence, SpanCounts.EXPORTED)
                .increase(labels -> labels.getOrDefault("error_type", "").isEmpty());
        if (new SpanFlow(evidence, SpanCounts.EXPORTED).isCounted()) {
            hops.add("%d exported".formatted(Math.round(exported)));
        }
        flow(hops, SpanCounts.ACCEPTED, "%d accepted");
        flow(hops, SpanCounts.SENT, "%d sent on");
        flow(hops, SpanCounts.SAVED, "%d saved");
        return "%s, %d spans started, %d sampled; %s%d stored"
                .formatted(
                        Words.count(evidence.ledger().size(), "request"),
                        started(),
                        sampled(),
                        hops.isEmpty() ? "" : String.join(", ", hops) + "; ",
                        stored);
    }

    private void flow(List<String> hops, String name, String form) {
        SpanFlow flow = new SpanFlow(evidence, name);
        if (flow.isCounted()) {
            hops.add(form.formatted(Math.round(flow.increase())));
        }
    }

    List<String> pointers() {
        List<String> pointers = new ArrayList<>();
        for (String name : List.of(SpanCounts.STARTED, SpanCounts.SAMPLED)) {
            Counters.named(evidence, name).ifPresent(counter -> pointers.add(Counters.pointer(evidence, counter)));
        }
        pointers.add("/traces/traces");
        return pointers;
    }

    private long count(String name) {
        return Math.round(
                Counters.named(evidence, name).map(CounterReading::increase).orElse(0.0));
    }
}
