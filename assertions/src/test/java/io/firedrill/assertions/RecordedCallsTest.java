package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.error;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Level;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.llm.LlmCall;
import io.firedrill.evidence.llm.LlmLog;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Forty answers of a thousand and five hundred tokens, each of which costs 0.00045 USD. */
class RecordedCallsTest {
    private static final Map<String, TokenPrice> PRICES =
            Map.of("small", new TokenPrice(new BigDecimal("0.15"), new BigDecimal("0.60")));
    private static final Promise CALLS = LlmPromises.heliconeHasEachCall(PRICES);
    private static final Promise RUNS = LlmPromises.langSmithHasEachRun(PRICES);
    private static final Promise OUT = LlmPromises.heliconeIsDispensable("out", "past");
    private static final BigDecimal COST = new BigDecimal("0.00045");

    private static Fixture answered() {
        return Answers.answers(new Fixture(), 40, "small", 1000, 500);
    }

    private static LlmCall call(LedgerEntry request, boolean failed, long output, Optional<BigDecimal> cost) {
        return new LlmCall(
                request.spanId() + failed,
                request.start(),
                Optional.of(request.traceId()),
                failed,
                "small",
                failed ? 0 : 1000,
                failed ? 0 : output,
                cost);
    }

    private static LlmCall call(LedgerEntry request) {
        return call(request, false, 500, Optional.of(COST));
    }

    private static Fixture logged(Fixture fixture, UnaryOperator<List<LlmCall>> change) {
        List<LlmCall> calls = new ArrayList<>(fixture.ledger.stream()
                .filter(entry -> entry.usage().isPresent())
                .map(RecordedCallsTest::call)
                .toList());
        List<LlmCall> changed = change.apply(calls);
        fixture.llmLogs.add(new LlmLog(Witness.HELICONE, changed, SOURCE));
        fixture.llmLogs.add(new LlmLog(Witness.LANGSMITH, changed, SOURCE));
        return fixture;
    }

    private static Fixture logged(UnaryOperator<List<LlmCall>> change) {
        return logged(answered(), change);
    }

    private static UnaryOperator<List<LlmCall>> first(UnaryOperator<LlmCall> change) {
        return calls -> {
            calls.set(0, change.apply(calls.get(0)));
            return calls;
        };
    }

    @Test
    void calls_that_are_all_there_with_tokens_and_cost_are_kept() {
        assertThat(text(CALLS, logged(calls -> calls)))
                .isEqualTo(
                        "kept: expected to have each call once, with its request, tokens and cost, and each failure as"
                                + " one, as the ledger has them, but 40 of 40 requests are, in 40 records []");
        assertThat(verdict(RUNS, logged(calls -> calls))).isInstanceOf(Kept.class);
    }

    @Test
    void call_that_is_not_there_or_twice_is_broken() {
        assertThat(text(CALLS, logged(calls -> calls.subList(1, 40))))
                .startsWith("broken: ")
                .contains("39 of 40 requests are, in 39 records: call not recorded in 1 of 40");
        assertThat(text(RUNS, logged(calls -> {
                    calls.add(calls.get(3));
                    return calls;
                })))
                .contains("broken: ", "answer recorded 2 times in 1 of 40");
    }

    @Test
    void calls_that_lead_to_no_request_are_broken_and_counted() {
        assertThat(text(
                        CALLS,
                        logged(calls -> calls.stream()
                                .map(call -> new LlmCall(
                                        call.id(),
                                        call.at(),
                                        Optional.empty(),
                                        false,
                                        "small",
                                        call.input(),
                                        call.output(),
                                        call.cost()))
                                .toList())))
                .contains("broken: ", "call not recorded in 40 of 40")
                .endsWith("[40 of 40 records there lead to no request]");
    }

    @Test
    void other_tokens_another_cost_and_none_are_broken() {
        assertThat(text(CALLS, logged(first(call -> call(answered().ledger.get(0), false, 499, Optional.of(COST))))))
                .contains("broken: ", "other tokens in 1 of 40");
        assertThat(text(
                        CALLS,
                        logged(first(call ->
                                call(answered().ledger.get(0), false, 500, Optional.of(new BigDecimal("0.00046")))))))
                .contains("broken: ", "another cost in 1 of 40");
        assertThat(text(RUNS, logged(first(call -> call(answered().ledger.get(0), false, 500, Optional.empty())))))
                .contains("broken: ", "no cost in 1 of 40");
    }

    @Test
    void attempt_that_failed_before_another_succeeded_is_no_double_and_a_failure_alone_is_no_answer() {
        assertThat(verdict(CALLS, logged(calls -> {
                    calls.add(call(answered().ledger.get(0), true, 0, Optional.empty()));
                    return calls;
                })))
                .isInstanceOf(Kept.class);
        assertThat(text(CALLS, logged(first(call -> call(answered().ledger.get(0), true, 0, Optional.empty())))))
                .contains("broken: ", "answer recorded as a failure in 1 of 40");
    }

    /** Of forty more requests the model's call failed. */
    private static Fixture failing() {
        Fixture fixture = answered().requests(10, 14, 20, 503);
        for (int i = 40; i < 80; i++) {
            fixture.trace(i, error("llm", "server", "inference", "client", "gen_ai.provider.name=openai"));
        }
        return fixture;
    }

    private static List<LlmCall> failures(Fixture fixture, boolean failed) {
        return fixture.ledger.subList(40, 80).stream()
                .map(entry -> call(entry, failed, 500, Optional.empty()))
                .toList();
    }

    @Test
    void failures_that_are_there_as_such_are_kept_and_missing_or_as_answers_broken() {
        Fixture fixture = failing();
        assertThat(text(CALLS, logged(failing(), calls -> {
                    calls.addAll(failures(fixture, true));
                    return calls;
                })))
                .contains("kept: ", "80 of 80 requests are, in 80 records");
        assertThat(text(CALLS, logged(failing(), calls -> calls)))
                .contains("broken: ", "failure not recorded in 40 of 80");
        assertThat(text(CALLS, logged(failing(), calls -> {
                    calls.addAll(failures(fixture, false));
                    return calls;
                })))
                .contains("broken: ", "failure recorded as an answer in 40 of 80");
    }

    @Test
    void failures_of_which_no_trace_shows_a_call_of_the_model_are_not_its_business() {
        assertThat(verdict(CALLS, logged(answered().requests(10, 14, 20, 503), calls -> calls)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void without_a_log_its_answer_prices_or_enough_calls_they_are_inconclusive() {
        assertThat(text(CALLS, answered())).contains("inconclusive: ", "there is no Helicone that could be asked");
        assertThat(verdict(RUNS, logged(calls -> calls).gap(Witness.LANGSMITH))).isInstanceOf(Inconclusive.class);
        assertThat(text(LlmPromises.heliconeHasEachCall(Map.of()), logged(calls -> calls)))
                .contains("inconclusive: ", "the price table has no model small");
        assertThat(verdict(CALLS, logged(Answers.answers(new Fixture(), 9, "small", 1, 1), calls -> calls)))
                .isInstanceOf(Inconclusive.class);
    }

    private static Fixture out(int status, double past) {
        Fixture fixture = new Fixture()
                .requests(0, 10, 20, 200)
                .requests(10, 20, 20, status)
                .requests(20, 30, 20, 200);
        fixture.faults.add(new FaultRecord(
                "out",
                "refuse",
                "inference->helicone",
                "refused",
                Optional.empty(),
                s(10),
                s(19.95),
                s(19.95),
                SOURCE));
        fixture.levels.add(new Level(
                "past",
                "past",
                List.of(new Level.Course(Map.of(), List.of(new Level.Point(s(5), 1), new Level.Point(s(15), past)))),
                SOURCE));
        return fixture;
    }

    @Test
    void outage_that_nobody_notices_is_kept_and_one_that_fails_requests_is_broken() {
        assertThat(text(OUT, out(200, 7)))
                .isEqualTo("kept: expected to be answered as if nothing were out, at least 95 % of them, but 0 of 100"
                        + " requests failed []");
        assertThat(verdict(OUT, out(502, 1))).as("no call went past it").isInstanceOf(Broken.class);
        assertThat(text(OUT, out(502, 7)))
                .startsWith("broken: ")
                .contains("100 of 100 requests failed")
                .endsWith("[let calls go past it, or tell it of them afterwards from a queue that may drop]");
    }

    @Test
    void outage_of_which_nothing_is_seen_is_inconclusive() {
        assertThat(text(OUT, out(200, 1)))
                .contains("inconclusive: ", "did not bite: \"past\" was 1 at most before it, and 1 meanwhile");
        assertThat(verdict(OUT, new Fixture().requests(0, 10, 20, 200))).isInstanceOf(Inconclusive.class);
    }
}
