package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.verdict.InstrumentationScore;
import io.firedrill.evidence.verdict.InstrumentationScore.Rule;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InstrumentationScoredTest {
    private static final Promise HIGH = TelemetryPromises.instrumentationScores(95, "gateway", "inference");
    private static final String EXPECTED = "expected to score at least 95 of 100, each service, but ";
    private static final Map<String, String> GATEWAY = Map.of("service.instance.id", "a", "host.name", "one");
    private static final Map<String, String> INFERENCE = Map.of("service.instance.id", "b", "host.name", "two");

    private static Fixture healthy(Map<String, String> gateway, Map<String, String> inference) {
        Fixture fixture = Spans.traced(Fixture.healthy());
        fixture.traces.replaceAll(trace -> with(trace, gateway, inference));
        return fixture;
    }

    private static Trace with(Trace trace, Map<String, String> gateway, Map<String, String> inference) {
        List<Span> spans = trace.spans().stream()
                .map(span -> made(span, span.service().equals("gateway") ? 0 : 1))
                .toList();
        return new Trace(trace.traceId(), spans, List.of(gateway, inference), List.of());
    }

    private static Span made(Span span, int resource) {
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
                span.attributes(),
                span.description(),
                span.events(),
                OptionalInt.of(resource),
                span.scope(),
                span.traceState(),
                span.warnings());
    }

    private static List<String> findings(Fixture fixture, String service) {
        Evidence evidence = fixture.evidence();
        return Instrumentation.of(evidence).stream()
                .filter(score -> score.service().equals(service))
                .flatMap(score -> score.rules().stream())
                .filter(rule -> !rule.passed())
                .map(rule -> rule.id() + " " + rule.finding())
                .toList();
    }

    private static Fixture first(Fixture fixture, Span... more) {
        Trace trace = fixture.traces.get(0);
        List<Span> spans = new ArrayList<>(trace.spans());
        for (Span span : more) {
            spans.add(made(span, span.service().equals("gateway") ? 0 : 1));
        }
        fixture.traces.set(0, new Trace(trace.traceId(), spans, trace.resources(), List.of()));
        return fixture;
    }

    private static Span[] many(int count, String kind, double millis) {
        Span[] spans = new Span[count];
        for (int i = 0; i < count; i++) {
            spans[i] = span("m" + i, "i", "inference", kind, 1, millis);
        }
        return spans;
    }

    @Test
    void all_rules_passed_is_kept_and_tells_which_were_not_looked_at() {
        assertThat(text(HIGH, healthy(GATEWAY, INFERENCE)))
                .isEqualTo("kept: " + EXPECTED + "gateway scores 100 (Excellent), inference scores 100 (Excellent) by 8"
                        + " rules; not looked at: LOG-001, LOG-002, MET-001, MET-002, MET-003, MET-004, MET-005,"
                        + " MET-006, RES-004, SDK-001, SPA-003 []");
    }

    @Test
    void missing_instance_id_is_broken_and_named() {
        assertThat(text(HIGH, healthy(GATEWAY, Map.of("host.name", "two"))))
                .isEqualTo("broken: " + EXPECTED + "gateway scores 100 (Excellent), inference scores 90.9 (Excellent):"
                        + " RES-001 of inference: a resource without service.instance.id []");
    }

    @Test
    void score_of_exactly_what_is_promised_is_kept() {
        Fixture fixture = healthy(GATEWAY, Map.of());
        double exactly = 100.0 * 200 / 220;
        assertThat(verdict(TelemetryPromises.instrumentationScores(exactly, "inference"), fixture))
                .isInstanceOf(Kept.class);
        assertThat(verdict(TelemetryPromises.instrumentationScores(exactly + 0.001, "inference"), fixture))
                .isInstanceOf(Broken.class);
    }

    @Test
    void weights_are_those_of_the_specification() {
        InstrumentationScore score =
                Instrumentation.of(healthy(GATEWAY, INFERENCE).evidence()).get(0);
        assertThat(score.rules())
                .extracting(Rule::id, Rule::weight)
                .map(tuple -> tuple.toList().get(0) + " " + tuple.toList().get(1))
                .containsExactly(
                        "RES-001 20",
                        "RES-002 30",
                        "RES-003 30",
                        "RES-005 40",
                        "SPA-001 20",
                        "SPA-002 20",
                        "SPA-004 30",
                        "SPA-005 30");
    }

    @Test
    void instances_that_share_an_id_are_found() {
        Fixture fixture = healthy(GATEWAY, INFERENCE);
        Trace other = fixture.traces.get(1);
        fixture.traces.set(1, with(other, GATEWAY, Map.of("service.instance.id", "b", "host.name", "three")));
        assertThat(findings(fixture, "inference"))
                .containsExactly("RES-002 2 instances share the service.instance.id b");
        assertThat(findings(fixture, "gateway")).isEmpty();
    }

    @Test
    void pod_without_its_uid_is_found() {
        Map<String, String> pod = Map.of("service.instance.id", "b", "k8s.pod.name", "p");
        assertThat(findings(healthy(GATEWAY, pod), "inference"))
                .containsExactly("RES-003 a resource of a pod without k8s.pod.uid");
    }

    @Test
    void eleven_internal_spans_are_too_many_and_ten_are_not() {
        assertThat(findings(first(healthy(GATEWAY, INFERENCE), many(10, "internal", 9)), "inference"))
                .isEmpty();
        assertThat(findings(first(healthy(GATEWAY, INFERENCE), many(11, "internal", 9)), "inference"))
                .containsExactly("SPA-001 11 internal spans in one trace");
    }

    @Test
    void twenty_one_short_spans_are_too_many_and_twenty_are_not() {
        assertThat(findings(first(healthy(GATEWAY, INFERENCE), many(20, "client", 4.9)), "gateway"))
                .isEmpty();
        assertThat(findings(first(healthy(GATEWAY, INFERENCE), many(21, "client", 4.9)), "gateway"))
                .containsExactly("SPA-005 21 spans of less than 5 ms in one trace");
    }

    @Test
    void orphan_and_root_of_a_client_are_found_and_the_drills_own_client_is_not() {
        assertThat(findings(
                        first(healthy(GATEWAY, INFERENCE), span("o", "gone", "inference", "server", 0, 9)),
                        "inference"))
                .containsExactly("SPA-002 span \"server o\" without its parent");
        assertThat(findings(first(healthy(GATEWAY, INFERENCE), span("r", "", "gateway", "client", 0, 9)), "gateway"))
                .containsExactly("SPA-004 root span \"client r\" is a client span");
    }

    @Test
    void drill_with_a_fault_scores_nobody() {
        assertThat(Instrumentation.of(Spans.traced(Fixture.slow()).evidence())).isEmpty();
    }

    @Test
    void nothing_is_kept_if_nobody_looked() {
        assertThat(text(HIGH, Fixture.healthy())).contains("inconclusive: ", "(see T01)");
        assertThat(verdict(HIGH, healthy(GATEWAY, INFERENCE).gap(Witness.TRACES)))
                .isInstanceOf(Inconclusive.class);
        assertThat(text(TelemetryPromises.instrumentationScores(90, "gateway", "billing"), healthy(GATEWAY, INFERENCE)))
                .isEqualTo(
                        "inconclusive: expected to score at least 90 of 100, each service, but the traces hold no span"
                                + " of billing (see T01) []");
    }

    @Test
    void score_of_nobody_or_beyond_100_cannot_be_promised() {
        assertThatIllegalArgumentException().isThrownBy(() -> TelemetryPromises.instrumentationScores(90));
        assertThatIllegalArgumentException().isThrownBy(() -> TelemetryPromises.instrumentationScores(101, "gateway"));
    }
}
