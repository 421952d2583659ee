package io.firedrill.stacks.pipeline;

import static io.firedrill.stacks.pipeline.Contract.CHAT;
import static io.firedrill.stacks.pipeline.Contract.QUESTION;
import static io.firedrill.stacks.pipeline.Contract.STREAMED;
import static io.firedrill.stacks.pipeline.Contract.checkError;
import static io.firedrill.stacks.pipeline.Contract.counted;
import static io.firedrill.stacks.pipeline.Contract.events;
import static io.firedrill.stacks.pipeline.Contract.metric;
import static io.firedrill.stacks.pipeline.Contract.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inference with a provider that misbehaves. */
class ProviderTroubleTest {
    private static final String ANSWER = """
            {"id":"chatcmpl-1","model":"drill-small","choices":[{"message":{"content":"left"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":7,"completion_tokens":1}}""";

    private final MockWebServer provider = new MockWebServer();
    private final MemoryStore store = new MemoryStore();
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private final Running inference = start();

    @AfterEach
    void stop() {
        inference.close();
        provider.close();
    }

    @Test
    void failing_provider_is_asked_three_times_with_the_count_and_growing_waits() throws Exception {
        enqueue(3, 503, "{\"error\":{\"message\":\"overloaded\",\"code\":\"x\"}}");

        ask(QUESTION).then().statusCode(503).body("error.code", equalTo("x"));

        assertThat(provider.getRequestCount()).isEqualTo(3);
        for (String count : List.of("0", "1", "2")) {
            assertThat(provider.takeRequest().getHeaders().get("X-Stainless-Retry-Count"))
                    .isEqualTo(count);
        }
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(75), Duration.ofMillis(100));
        assertThat(waits.get(1)).isBetween(Duration.ofMillis(150), Duration.ofMillis(200));
        assertThat(counted(inference, 503)).isEqualTo(1);
    }

    @Test
    void provider_that_recovers_is_no_failure_and_is_paid_once() {
        enqueue(2, 500, "");
        enqueue(1, 200, ANSWER);

        ask(QUESTION).then().statusCode(200).body("id", equalTo("chatcmpl-1"));

        assertThat(to(inference).get("/metrics").asString())
                .containsPattern("gen_ai_client_token_usage_count\\{.*gen_ai_token_type=\"input\"} 1\n")
                .containsPattern("gen_ai_client_operation_duration_seconds_count\\{error_type=\"\".*} 1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, 1",
        "404, 404, 1",
        "422, 422, 1",
        "401, 502, 1",
        "403, 502, 1",
        "418, 502, 1",
        "408, 504, 3",
        "409, 502, 3",
        "429, 429, 3",
        "500, 500, 3",
        "502, 502, 3",
        "504, 504, 3"
    })
    void status_of_the_provider_becomes_an_honest_one(int provided, int status, int attempts) {
        enqueue(3, provided, "no JSON");

        checkErrorShape(ask(QUESTION), status);

        assertThat(provider.getRequestCount()).isEqualTo(attempts);
        assertThat(counted(inference, status)).isEqualTo(1);
        assertThat(to(inference).get("/metrics").asString())
                .contains("gen_ai_client_operation_duration_seconds_count{error_type=\"" + provided + "\"");
    }

    @Test
    void provider_says_how_long_to_wait_and_whether_to_come_again() {
        provider.enqueue(answer(429, "").setHeader("Retry-After", "3").build());
        provider.enqueue(answer(429, "").setHeader("Retry-After-Ms", "40").build());
        provider.enqueue(answer(429, "").setHeader("Retry-After", "5").build());

        ask(QUESTION).then().statusCode(429).header("Retry-After", "5");

        assertThat(waits).containsExactly(Duration.ofSeconds(3), Duration.ofMillis(40));
    }

    @Test
    void provider_that_forbids_another_try_is_left_alone() {
        provider.enqueue(answer(503, "").setHeader("x-should-retry", "false").build());

        ask(QUESTION).then().statusCode(503);

        assertThat(provider.getRequestCount()).isEqualTo(1);
    }

    @Test
    void unreachable_provider_is_a_bad_gateway_after_three_attempts() {
        provider.close();

        checkError(ask(QUESTION), 502, "provider_failed");

        assertThat(waits).hasSize(2);
    }

    @Test
    void silent_provider_is_a_gateway_timeout() {
        for (int i = 0; i < 3; i++) {
            provider.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
        }

        checkError(ask(QUESTION), 504, "provider_timeout");

        assertThat(provider.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"choices\":[]}"})
    void answer_that_is_no_completion_is_a_bad_gateway(String body) {
        enqueue(1, 200, body);

        checkError(ask(QUESTION), 502, "provider_failed");

        assertThat(store.kept).isEmpty();
    }

    @Test
    void stream_without_an_end_is_cut_and_not_stored() {
        provider.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body("data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"delta\":{\"content\":\"left\"}}]}\n\n")
                .build());

        Response response = ask(STREAMED);

        response.then().statusCode(200);
        assertThat(events(response)).hasSize(2).last().asString().contains("\"code\":\"provider_failed\"");
        assertThat(store.kept).isEmpty();
        assertThat(counted(inference, 200)).isEqualTo(1);
        assertThat(metric(inference, "request_streams_cut_total{by=\"upstream\"}"))
                .isEqualTo(1);
    }

    @Test
    void refusal_of_a_stream_is_a_plain_error() {
        enqueue(3, 503, "");

        checkError(ask(STREAMED), 503, "provider_failed");
    }

    private static void checkErrorShape(Response response, int status) {
        checkError(response, status, response.path("error.code"));
    }

    private Running start() {
        try {
            provider.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Inference.start(
                new Environment(Map.of(
                        "PORT", "0",
                        "PROVIDER_URL", "http://127.0.0.1:" + provider.getPort(),
                        "PROVIDER_API_KEY", "key",
                        "PROVIDER_TIMEOUT", "200",
                        "PROVIDER_RETRY_DELAY", "100")),
                store,
                waits::add);
    }

    private void enqueue(int times, int status, String body) {
        for (int i = 0; i < times; i++) {
            provider.enqueue(answer(status, body).build());
        }
    }

    private static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body);
    }

    private Response ask(String body) {
        return to(inference).body(body).post(CHAT);
    }
}
