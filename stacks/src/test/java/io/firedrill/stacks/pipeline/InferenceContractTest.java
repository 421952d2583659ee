package io.firedrill.stacks.pipeline;

import static io.firedrill.stacks.pipeline.Contract.CHAT;
import static io.firedrill.stacks.pipeline.Contract.QUESTION;
import static io.firedrill.stacks.pipeline.Contract.STREAMED;
import static io.firedrill.stacks.pipeline.Contract.checkError;
import static io.firedrill.stacks.pipeline.Contract.counted;
import static io.firedrill.stacks.pipeline.Contract.events;
import static io.firedrill.stacks.pipeline.Contract.metric;
import static io.firedrill.stacks.pipeline.Contract.to;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Inference with a real provider behind it. */
class InferenceContractTest {
    private static final String LABELS =
            "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"openai\"," + "gen_ai_request_model=\"drill-small\"";

    private final MemoryStore store = new MemoryStore();
    private final Running provider = Provider.start(Map.of("PORT", "0", "PROVIDER_API_KEY", "key"));
    private final Running inference = start("key");

    @AfterEach
    void stop() {
        inference.close();
        provider.close();
    }

    @Test
    void answer_is_the_providers_to_the_question_with_what_was_retrieved() {
        Response response = ask(QUESTION);

        Reply reply = Reply.to(prompt());
        response.then()
                .statusCode(200)
                .contentType("application/json")
                .body("id", equalTo(reply.id()))
                .body("choices[0].message.content", equalTo(reply.text()))
                .body("usage.prompt_tokens", equalTo(reply.promptTokens()));
        assertThat(store.questions).containsExactly("Where is the nearest fire exit?");
        assertThat(store.kept).extracting(Completion::text).containsExactly(reply.text());
        assertThat(counted(inference, 200)).isEqualTo(1);
    }

    @Test
    void usage_is_stored_by_the_worker_with_its_cost() {
        ask(QUESTION);

        Reply reply = Reply.to(prompt());
        await().untilAsserted(() -> assertThat(store.charged)
                .containsExactly(new Usage(
                        reply.id(),
                        "drill-small",
                        reply.promptTokens(),
                        reply.completionTokens(),
                        GenAiOptions.USUAL
                                .prices()
                                .cost("drill-small", reply.promptTokens(), reply.completionTokens()))));
        await().untilAsserted(() ->
                assertThat(metric(inference, "usage_written_total")).isEqualTo(1));
        assertThat(metric(inference, "usage_dropped_total")).isZero();
        assertThat(metric(inference, "usage_queue_depth")).isZero();
    }

    @Test
    void stream_is_passed_on_and_stored_as_a_whole() {
        Response response = ask(STREAMED);

        assertThat(response.contentType()).startsWith("text/event-stream");
        assertThat(events(response)).last().isEqualTo("[DONE]");
        assertThat(response.asString()).contains("\"usage\"");
        Reply reply = Reply.to(prompt());
        assertThat(store.kept)
                .containsExactly(new Completion(
                        reply.id(),
                        "drill-small",
                        reply.text(),
                        "stop",
                        reply.promptTokens(),
                        reply.completionTokens()));
        assertThat(counted(inference, 200)).isEqualTo(1);
    }

    @Test
    void stream_has_no_usage_unless_asked_for_but_it_is_stored() {
        Response response = ask(STREAMED.replace("\"include_usage\":true", "\"include_usage\":false"));

        assertThat(events(response)).last().isEqualTo("[DONE]");
        assertThat(response.asString()).doesNotContain("\"usage\"");
        assertThat(store.kept).extracting(Completion::outputTokens).allMatch(tokens -> tokens > 0);
    }

    @Test
    void model_calls_are_measured_by_the_conventions() {
        ask(QUESTION);

        Reply reply = Reply.to(prompt());
        assertThat(metric(inference, "gen_ai_client_token_usage_sum{" + LABELS + ",gen_ai_token_type=\"input\"}"))
                .isEqualTo(reply.promptTokens());
        assertThat(metric(inference, "gen_ai_client_token_usage_sum{" + LABELS + ",gen_ai_token_type=\"output\"}"))
                .isEqualTo(reply.completionTokens());
        assertThat(metric(inference, "gen_ai_client_operation_duration_seconds_count{error_type=\"\"," + LABELS + "}"))
                .isEqualTo(1);
        assertThat(metric(inference, "llm_cost_usd_total{model=\"drill-small\"}"))
                .isCloseTo((0.15 * reply.promptTokens() + 0.60 * reply.completionTokens()) / 1e6, within(1e-12));
        assertThat(metric(inference, "llm_provider_ratelimit_remaining_requests"))
                .isEqualTo(9999);
        assertThat(metric(inference, "llm_provider_ratelimit_remaining_tokens")).isPositive();
    }

    @Test
    void model_without_a_price_is_measured_as_other_and_costs_nothing_known() {
        ask(QUESTION.replace("drill-small", "surprise")).then().statusCode(200);

        assertThat(to(inference).get("/metrics").asString())
                .contains("gen_ai_request_model=\"other\"")
                .doesNotContain("surprise", "llm_cost_usd_total");
    }

    @Test
    void absent_database_is_unavailable_and_the_provider_is_not_asked() {
        store.away = true;

        checkError(ask(QUESTION), 503, "database_unavailable");

        assertThat(counted(inference, 503)).isEqualTo(1);
        assertThat(counted(provider, 200)).isZero();
        to(inference).get("/health").then().statusCode(503);
        store.away = false;
        to(inference).get("/health").then().statusCode(200);
        ask(QUESTION).then().statusCode(200);
    }

    @Test
    void answer_that_cannot_be_stored_is_unavailable_but_its_usage_counts() {
        store.full = true;

        checkError(ask(QUESTION), 503, "database_unavailable");

        await().untilAsserted(() -> assertThat(store.charged).hasSize(1));
    }

    @Test
    void stream_that_cannot_be_stored_ends_with_an_error() {
        store.full = true;

        Response response = ask(STREAMED);

        response.then().statusCode(200);
        assertThat(events(response)).last().asString().contains("database_unavailable");
        assertThat(counted(inference, 200)).isEqualTo(1);
        assertThat(metric(inference, "request_streams_cut_total{by=\"upstream\"}"))
                .isEqualTo(1);
    }

    @Test
    void body_that_is_no_chat_request_is_bad() {
        checkError(ask("{\"model\":"), 400, "");

        assertThat(counted(inference, 400)).isEqualTo(1);
        assertThat(store.questions).isEmpty();
    }

    @Test
    void key_that_the_provider_refuses_is_not_the_callers_fault() {
        Running stranger = start("other");
        try {
            checkError(to(stranger).body(QUESTION).post(CHAT), 502, "provider_refused");
        } finally {
            stranger.close();
        }
    }

    private Running start(String providerKey) {
        return Inference.start(
                new Environment(Map.of(
                        "PORT", "0", "PROVIDER_URL", provider.uri().toString(), "PROVIDER_API_KEY", providerKey)),
                store,
                duration -> {});
    }

    private Response ask(String body) {
        return to(inference).body(body).post(CHAT);
    }

    private static ChatRequest prompt() {
        return Prompt.assemble(ChatRequest.read(QUESTION.getBytes(UTF_8)), Document.ALL.subList(0, 2));
    }
}
