package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Promise COUNTED = LlmPromises.tokensAreCounted("in", "out");
    private static final Promise TRACED = LlmPromises.tokensAreTraced();
    private static final Promise COST = LlmPromises.costIsTrue(
            "cost", "in", "out", Map.of("m", new TokenPrice(new BigDecimal("0.15"), new BigDecimal("0.60"))));

    /** Forty answers of 30 and 50 tokens: 1200 and 2000, which cost 0.00138 USD. */
    private static Fixture answers(double in, double out) {
        return Answers.answers(new Fixture(), 40, "m", 30, 50)
                .counter("in", 100, 100 + in, 1, 1)
                .counter("out", 7, 7 + out, 1, 1);
    }

    @Test
    void tokens_are_kept_when_both_kinds_are_the_ledgers() {
        assertThat(text(COUNTED, answers(1200, 2000)))
                .isEqualTo(
                        "kept: expected to count the 1200 input tokens and 2000 output tokens that the ledger's answers"
                                + " told, but counted 1200 by \"in\" and 2000 by \"out\" []");
    }

    @Test
    void tokens_are_broken_when_one_kind_is_off_by_one() {
        assertThat(text(COUNTED, answers(1201, 2000)))
                .isEqualTo(
                        "broken: expected to count the 1200 input tokens and 2000 output tokens that the ledger's answers"
                                + " told, but counted 1201 by \"in\" (1 too many) and 2000 by \"out\" []");
        assertThat(text(COUNTED, answers(1200, 1600))).contains("1600 by \"out\" (400 too few)");
    }

    @Test
    void answer_that_was_lost_may_have_used_as_much_as_any_other_or_nothing() {
        Fixture one = answers(1230, 2000).request(Duration.ofSeconds(5), 20, Optional.of(503));
        Fixture more = answers(1231, 2000).request(Duration.ofSeconds(5), 20, Optional.of(503));

        assertThat(text(COUNTED, one)).startsWith("kept").contains("1200 to 1230 input tokens");
        assertThat(text(COUNTED, more)).startsWith("broken").contains("1231 by \"in\" (1 too many)");
    }

    @Test
    void refused_request_used_nothing() {
        Fixture refused = answers(1230, 2000).request(Duration.ofSeconds(5), 20, Optional.of(429));

        assertThat(verdict(COUNTED, refused)).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void tokens_are_unclear_when_the_ledger_or_prometheus_cannot_tell() {
        Fixture lost = answers(1200, 2000);
        for (int i = 0; i < 3; i++) {
            lost.request(Duration.ofSeconds(5), 20, Optional.empty());
        }

        assertThat(text(COUNTED, lost))
                .contains("inconclusive", "3 requests may have used tokens without telling, beside 40 that told");
        assertThat(text(COUNTED, Fixture.healthy())).contains("inconclusive", "no answer told how many tokens it used");
        assertThat(text(COUNTED, answers(1200, 2000).gap(Witness.PROMETHEUS))).contains("inconclusive", "was deaf");
        assertThat(text(COUNTED, answers(-5, 2000))).contains("inconclusive", "the counter was reset");
        assertThat(text(COUNTED, Answers.answers(new Fixture(), 40, "m", 1, 1).counter("in", 0, 40, 0, 1)))
                .contains("inconclusive", "the drill read no counter \"out\"");
    }

    @Test
    void cost_is_kept_exactly_but_for_binary_fractions() {
        assertThat(text(COST, answers(1200, 2000).counter("cost", 1, 1.00138, 1, 1)))
                .isEqualTo(
                        "kept: expected to add up to what the ledger's tokens cost by the price table, 0.00138 USD, but"
                                + " added up to 0.00138 USD []");
        assertThat(verdict(COST, answers(1200, 2000).counter("cost", 1, 1.001380000002, 1, 1)))
                .isInstanceOf(Verdict.Kept.class);
        assertThat(verdict(COST, answers(1200, 2000).counter("cost", 1, 1.00138001, 1, 1)))
                .isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void cost_is_broken_by_another_price() {
        assertThat(text(COST, answers(1200, 2000).counter("cost", 0, 1.38, 1, 1)))
                .isEqualTo(
                        "broken: expected to add up to what the ledger's tokens cost by the price table, 0.00138 USD, but"
                                + " added up to 1.38 USD, 1000 times as much []");
    }

    @Test
    void cost_of_wrong_tokens_is_for_l01_to_say() {
        assertThat(text(COST, answers(2400, 2000).counter("cost", 0, 0.00156, 1, 1)))
                .contains("inconclusive", "the tokens that it is made of are not the ledger's (see L01)");
    }

    @Test
    void cost_of_a_model_without_a_price_is_unclear() {
        Fixture other = Answers.answers(answers(1201, 2001), 1, "n", 1, 1).counter("cost", 0, 0, 1, 1);

        assertThat(text(COST, other))
                .contains("inconclusive", "the price table has no model n", "add it to llm.prices of the workspace");
    }

    @Test
    void traces_are_kept_in_every_dialect() {
        assertThat(text(TRACED, traced(40, "gen_ai.usage.input_tokens=30", "gen_ai.usage.output_tokens=50")))
                .startsWith("kept")
                .contains("40 of 40 did");
        assertThat(verdict(TRACED, traced(40, "gen_ai.usage.prompt_tokens=30", "gen_ai.usage.completion_tokens=50")))
                .isInstanceOf(Verdict.Kept.class);
        assertThat(verdict(TRACED, traced(40, "llm.token_count.prompt=30", "llm.token_count.completion=50")))
                .isInstanceOf(Verdict.Kept.class);
    }

    @Test
    void traces_are_broken_when_one_of_them_tells_other_tokens() {
        Fixture doubled = traced(39, "gen_ai.usage.input_tokens=30", "gen_ai.usage.output_tokens=50");
        doubled.trace(
                39,
                llm("a", "gen_ai.usage.input_tokens=30", "gen_ai.usage.output_tokens=50"),
                llm("b", "gen_ai.usage.input_tokens=30", "gen_ai.usage.output_tokens=50"));

        assertThat(text(TRACED, doubled))
                .startsWith("broken")
                .contains("39 of 40 did: 60 and 100 tokens in 2 spans instead of 30 and 50 in 1 of 40");
        assertThat(text(TRACED, traced(40))).startsWith("broken").contains("0 of 40 did: no tokens told in 40 of 40");
    }

    @Test
    void an_agent_around_the_calls_tells_their_tokens_once_more() {
        Fixture agent = answers(1200, 2000);
        for (int i = 0; i < 40; i++) {
            agent.trace(
                    i,
                    span(
                            "a",
                            "",
                            "agent",
                            "internal",
                            0,
                            9,
                            "gen_ai.operation.name=invoke_agent",
                            "gen_ai.usage.input_tokens=30"),
                    llm("b", "gen_ai.usage.input_tokens=30", "gen_ai.usage.output_tokens=50"));
        }

        assertThat(verdict(TRACED, agent)).isInstanceOf(Verdict.Kept.class);
    }

    @Test
    void traces_without_calls_of_a_model_are_unclear() {
        Fixture fixture = answers(1200, 2000);
        for (int i = 0; i < 40; i++) {
            fixture.trace(i, span("a", "", "gateway", "server", 0, 9));
        }

        assertThat(text(TRACED, fixture)).contains("inconclusive", "only 0 traces of answers that told their tokens");
        assertThat(text(TRACED, answers(1200, 2000))).contains("inconclusive", "(see T01)");
        assertThat(text(TRACED, answers(1200, 2000).gap(Witness.TRACES))).contains("inconclusive", "was deaf");
    }

    private static Fixture traced(int count, String... tags) {
        Fixture fixture = answers(1200, 2000);
        for (int i = 0; i < count; i++) {
            fixture.trace(i, llm("a", tags));
        }
        return fixture;
    }

    private static Span llm(String id, String... tags) {
        String[] all = new String[tags.length + 1];
        all[0] = "gen_ai.system=openai";
        System.arraycopy(tags, 0, all, 1, tags.length);
        return span(id, "", "inference", "client", 0, 5, all);
    }
}
