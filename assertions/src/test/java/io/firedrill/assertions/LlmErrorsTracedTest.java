package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.error;
import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.traffic.FaultRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LlmErrorsTracedTest {
    private static final Promise LEADS = LlmPromises.errorsLeadUpstream("failing", "gateway");

    @Test
    void errors_lead_down_and_up_when_the_call_is_between() {
        assertThat(text(LEADS, traces(call("error.type=503"), attempt("llm", "http.response.status_code=503"))))
                .isEqualTo(
                        "kept: expected to tell their error.type and lead down to the upstream failure, and that up to"
                                + " them, for at least 90 %, but 200 of 200 did (100 %) []");
    }

    @Test
    void call_without_its_error_type_is_broken() {
        assertThat(text(LEADS, traces(call(), attempt("llm", "http.response.status_code=503"))))
                .startsWith("broken")
                .contains("0 of 200 did (0 %): no error.type on the span \"client llm\" of inference in 200 of 200");
    }

    @Test
    void call_that_tells_another_status_is_broken() {
        assertThat(text(LEADS, traces(call("error.type=500"), attempt("llm", "http.response.status_code=503"))))
                .contains("broken", "has error.type 500, and its last HTTP call status 503");
        assertThat(text(
                        LEADS,
                        traces(call("error.type=openai.RateLimitError"), attempt("llm", "http.status_code=503"))))
                .startsWith("kept");
    }

    @Test
    void call_without_a_failed_attempt_below_it_is_broken() {
        assertThat(text(LEADS, traces(call("error.type=503")))).contains("broken", "no HTTP call below the span");
        assertThat(text(LEADS, traces(call("error.type=503"), fine("llm"))))
                .contains("broken", "no failure on the last HTTP call below the span");
    }

    @Test
    void attempt_below_no_call_is_broken() {
        assertThat(text(LEADS, traces(attempt("server", "http.response.status_code=503", "peer.service=provider"))))
                .contains("broken", "the failed call of provider is below no span of a call of the model");
        assertThat(text(
                        LEADS,
                        traces(
                                call("error.type=503"),
                                attempt("llm", "http.response.status_code=503"),
                                attempt("server", "http.response.status_code=503", "peer.service=provider"))))
                .contains("broken", "a failed call of provider is below no span of a call of the model");
    }

    @Test
    void call_that_is_no_error_is_broken() {
        Span quiet = span("llm", "server", "inference", "client", 0, 9, "gen_ai.provider.name=openai");

        assertThat(text(LEADS, traces(quiet, attempt("llm", "http.response.status_code=503"))))
                .contains("broken", "no error on the span \"client llm\" of inference");
    }

    @Test
    void neither_end_in_the_traces_is_for_t03_to_say() {
        assertThat(text(LEADS, traces()))
                .contains(
                        "inconclusive",
                        "only 0 traces of failed requests show a call of the model or of provider",
                        "T03");
    }

    @Test
    void errors_are_unclear_without_fault_or_traces() {
        assertThat(text(LEADS, Fixture.healthy())).contains("inconclusive", "injected no fault");
        assertThat(text(LEADS, Fixture.failing().gap(Witness.TRACES))).contains("inconclusive", "was deaf");
        assertThat(text(LEADS, Fixture.failing())).contains("inconclusive", "(see T01)");
    }

    @Test
    void retries_are_kept_when_half_of_the_faults_share_shows_them() {
        assertThat(text(LlmPromises.retriesAreTraced("hiccups"), retried(25)))
                .isEqualTo(
                        "kept: expected to be HTTP calls of their own below one call of the model, in at least 12.5 % of"
                                + " those that went well, but 25 of 200 did (12.5 %) []");
        assertThat(text(LlmPromises.retriesAreTraced("hiccups"), retried(24)))
                .startsWith("broken")
                .contains("24 of 200 did (12 %)");
    }

    @Test
    void retries_are_unclear_without_fault_or_calls_of_the_model() {
        Promise retries = LlmPromises.retriesAreTraced("hiccups");

        assertThat(text(retries, Fixture.healthy())).contains("inconclusive", "injected no fault");
        assertThat(text(retries, hiccups())).contains("inconclusive", "(see T01)");
        assertThat(text(retries, hiccups().trace(100, fine("x")))).contains("inconclusive", "only 0 traces");
    }

    private static Fixture hiccups() {
        Fixture fixture = Fixture.healthy();
        fixture.faults.add(new FaultRecord(
                "hiccups",
                "status",
                "inference->provider",
                "503",
                Optional.empty(),
                Fixture.s(10),
                Fixture.s(30),
                Fixture.s(30),
                Fixture.SOURCE,
                0.25));
        return fixture.requests(10, 30, 20, 200);
    }

    private static Fixture retried(int count) {
        Fixture fixture = hiccups();
        for (int i = 0; i < 200; i++) {
            Span call = span("llm", "server", "inference", "client", 0, 9, "gen_ai.operation.name=chat");
            Span first = i < count ? attempt("llm", "http.response.status_code=503") : fine("llm");
            fixture.trace(100 + i, call, first, span("second", "llm", "inference", "client", 6, 2));
        }
        return fixture;
    }

    private static Fixture traces(Span... below) {
        Fixture fixture = Fixture.failing();
        for (int i = 100; i < 300; i++) {
            List<Span> spans = new ArrayList<>(List.of(
                    error("entry", fixture.ledger.get(i).spanId(), "gateway", "server"),
                    error("out", "entry", "gateway", "client"),
                    error("server", "out", "inference", "server")));
            spans.addAll(List.of(below));
            fixture.trace(i, spans.toArray(Span[]::new));
        }
        return fixture;
    }

    private static Span call(String... tags) {
        String[] all = new String[tags.length + 1];
        all[0] = "gen_ai.operation.name=chat";
        System.arraycopy(tags, 0, all, 1, tags.length);
        return error("llm", "server", "inference", "client", all);
    }

    private static Span attempt(String parent, String... tags) {
        return error("http-" + parent, parent, "inference", "client", tags);
    }

    private static Span fine(String parent) {
        return span("http", parent, "inference", "client", 0, 5, "http.response.status_code=200");
    }
}
