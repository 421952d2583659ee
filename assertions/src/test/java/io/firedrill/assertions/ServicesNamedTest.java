package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.client;
import static io.firedrill.assertions.Spans.traced;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServicesNamedTest {
    private static final Promise NAMED = Promises.servicesAreNamed("inference", "gateway");
    private static final String EXPECTED = "expected to be gateway and inference, but ";

    private static Fixture calling(String service, String... known) {
        Fixture fixture = healthy();
        fixture.services = List.of(known);
        return fixture.trace(
                0, span("g", client(0), "gateway", "server", 0, 20), span("i", "g", service, "server", 1, 2));
    }

    @Test
    void expected_names_are_kept() {
        assertThat(text(NAMED, traced(healthy())))
                .isEqualTo("kept: " + EXPECTED + "the traces hold gateway and inference []");
    }

    @Test
    void misspelt_name_is_broken_and_matched_with_its_neighbour() {
        Fixture fixture = calling("inferense", "gateway", "inferense");
        assertThat(text(NAMED, fixture))
                .isEqualTo("broken: " + EXPECTED + "the traces also hold inferense; the trace backend knows no"
                        + " inference [inference may be inferense]");
        assertThat(verdict(NAMED, fixture).evidence()).containsExactly("/traces/services", "/traces/traces/0");
    }

    @Test
    void service_without_a_name_is_broken_with_the_remedy() {
        assertThat(text(NAMED, calling("unknown_service:java", "gateway", "unknown_service:java")))
                .contains(
                        "broken: ",
                        "also hold unknown_service:java",
                        "[a service without a name calls itself unknown_service: set OTEL_SERVICE_NAME of inference]");
    }

    @Test
    void one_service_too_many_is_broken() {
        assertThat(text(NAMED, traced(healthy()).trace(3, span("x", "", "stranger", "server", 0, 1))))
                .contains("broken: ", "the traces also hold stranger []");
    }

    @Test
    void service_that_is_missing_everywhere_is_broken() {
        assertThat(text(NAMED, calling("gateway", "gateway", "other")))
                .isEqualTo("broken: " + EXPECTED + "the trace backend knows no inference []");
    }

    @Test
    void service_that_is_only_in_other_traces_is_left_to_t01() {
        assertThat(text(NAMED, calling("gateway", "gateway", "inference")))
                .isEqualTo(
                        "kept: " + EXPECTED + "the traces hold gateway; inference only in other traces (see T01) []");
    }

    @Test
    void no_traces_are_inconclusive() {
        assertThat(text(NAMED, healthy())).contains("inconclusive: ", "none of 100 traces was found (see T01)");
        assertThat(verdict(NAMED, traced(healthy()).gap(Witness.TRACES))).isInstanceOf(Inconclusive.class);
    }

    /** Gateway and gateway look the same there. */
    @Test
    void names_that_agree_but_for_lost_capitals_are_inconclusive() {
        Fixture fixture = traced(healthy());
        fixture.lost.add(TraceDetail.NAME_CASE);

        assertThat(text(NAMED, fixture))
                .startsWith("inconclusive: " + EXPECTED)
                .contains("does not keep capital letters in names");
        assertThat(text(Promises.servicesAreNamed("Inference", "Gateway"), fixture))
                .startsWith("inconclusive: ");
    }

    @Test
    void names_that_differ_in_more_than_capitals_are_broken_all_the_same() {
        Fixture fixture = calling("inferense", "gateway", "inferense");
        fixture.lost.add(TraceDetail.NAME_CASE);

        assertThat(text(Promises.servicesAreNamed("Inference", "Gateway"), fixture))
                .contains("broken: ", "the traces also hold inferense");
    }
}
