package io.firedrill.stacks.pipeline;

import static io.firedrill.stacks.pipeline.Contract.CHAT;
import static io.firedrill.stacks.pipeline.Contract.QUESTION;
import static io.firedrill.stacks.pipeline.Contract.STREAMED;
import static io.firedrill.stacks.pipeline.Contract.checkError;
import static io.firedrill.stacks.pipeline.Contract.events;
import static io.firedrill.stacks.pipeline.Contract.to;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderContractTest {
    private final List<Running> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Running::close);
    }

    @Test
    void completion_is_openais_object_with_usage() {
        Response response = ask(start(Map.of()), QUESTION);

        Reply reply = Reply.to(ChatRequest.read(QUESTION.getBytes(UTF_8)));
        response.then()
                .statusCode(200)
                .contentType("application/json")
                .header("x-request-id", matchesPattern("req_[0-9a-f]{32}"))
                .body("id", equalTo(reply.id()))
                .body("object", equalTo("chat.completion"))
                .body("created", greaterThan(1_700_000_000))
                .body("model", equalTo("drill-small"))
                .body("choices[0].index", equalTo(0))
                .body("choices[0].message.role", equalTo("assistant"))
                .body("choices[0].message.content", equalTo(reply.text()))
                .body("choices[0].finish_reason", equalTo("stop"))
                .body("usage.prompt_tokens", equalTo(reply.promptTokens()))
                .body("usage.completion_tokens", equalTo(reply.completionTokens()))
                .body("usage.total_tokens", equalTo(reply.promptTokens() + reply.completionTokens()));
    }

    @Test
    void limits_are_told_with_every_answer() {
        Response response = ask(start(Map.of()), QUESTION);

        for (String kind : List.of("requests", "tokens")) {
            assertThat(Integer.parseInt(response.header("x-ratelimit-remaining-" + kind)))
                    .isPositive()
                    .isLessThan(Integer.parseInt(response.header("x-ratelimit-limit-" + kind)));
            assertThat(response.header("x-ratelimit-reset-" + kind)).matches("\\d+ms|[\\d.]+s");
        }
    }

    @Test
    void stream_says_the_same_as_the_plain_answer() throws Exception {
        Running provider = start(Map.of());
        Response stream = ask(provider, STREAMED);

        assertThat(stream.contentType()).startsWith("text/event-stream");
        List<String> events = events(stream);
        assertThat(events).last().isEqualTo("[DONE]");
        List<JsonNode> chunks = new ArrayList<>();
        for (String event : events.subList(0, events.size() - 1)) {
            chunks.add(Json.read(event));
        }
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk"));
        assertThat(chunks.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        String text = chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asText(""))
                .collect(Collectors.joining());
        Response plain = ask(provider, QUESTION);
        assertThat(text).isEqualTo(plain.path("choices[0].message.content"));
        JsonNode last = chunks.get(chunks.size() - 1);
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/total_tokens").asInt()).isEqualTo(plain.<Integer>path("usage.total_tokens"));
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
    }

    @Test
    void stream_has_no_usage_unless_asked_for() {
        Response stream = ask(start(Map.of()), STREAMED.replace("\"include_usage\":true", "\"include_usage\":false"));

        assertThat(events(stream)).last().isEqualTo("[DONE]");
        assertThat(stream.asString()).doesNotContain("usage");
    }

    @Test
    void wrong_or_missing_key_is_unauthorized() {
        Running provider = start(Map.of());

        checkError(to(provider).body(QUESTION).post(CHAT), 401, "invalid_api_key");
        checkError(
                to(provider)
                        .header("Authorization", "Bearer other")
                        .body(QUESTION)
                        .post(CHAT),
                401,
                "invalid_api_key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "{\"model\":\"drill-small\"}",
                "{\"model\":\"drill-small\",\"messages\":[]}",
                "{\"model\":\"drill-small\",\"messages\":[\"hi\"]}"
            })
    void body_that_is_no_chat_request_is_bad(String body) {
        checkError(ask(start(Map.of()), body), 400, "");
    }

    @Test
    void requests_beyond_the_rate_are_told_when_to_come_again() {
        Running provider = start(Map.of("RATE_LIMIT_PER_SECOND", "1"));
        ask(provider, QUESTION).then().statusCode(200);

        Response response = ask(provider, QUESTION);

        checkError(response, 429, "rate_limit_exceeded");
        response.then()
                .header("Retry-After", "1")
                .header("x-ratelimit-remaining-requests", "0")
                .body("error.type", equalTo("requests"));
    }

    @Test
    void tokens_beyond_the_rate_are_refused_as_tokens() {
        Response response = ask(start(Map.of("TOKEN_LIMIT_PER_SECOND", "5")), QUESTION);

        checkError(response, 429, "rate_limit_exceeded");
        response.then().body("error.type", equalTo("tokens"));
    }

    @Test
    void spent_quota_is_no_matter_of_waiting() {
        Running provider = start(Map.of("QUOTA_REQUESTS", "1"));
        ask(provider, QUESTION).then().statusCode(200);

        Response response = ask(provider, QUESTION);

        checkError(response, 429, "insufficient_quota");
        assertThat(response.header("Retry-After")).isNull();
    }

    private Running start(Map<String, String> more) {
        Map<String, String> variables = new TreeMap<>(Map.of("PORT", "0", "PROVIDER_API_KEY", "key"));
        variables.putAll(more);
        Running provider = Provider.start(variables);
        started.add(provider);
        return provider;
    }

    private static Response ask(Running provider, String body) {
        return to(provider).header("Authorization", "Bearer key").body(body).post(CHAT);
    }
}
