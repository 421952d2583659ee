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
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayContractTest {
    private final MockWebServer inference = new MockWebServer();
    private final List<Running> started = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        inference.start();
    }

    @AfterEach
    void stop() {
        started.forEach(Running::close);
        inference.close();
    }

    @Test
    void answer_of_inference_is_passed_on_word_for_word() throws Exception {
        inference.enqueue(json(200, "{\"id\":\"chatcmpl-1\"}")
                .setHeader("x-request-id", "req_1")
                .build());
        Running gateway = start(Map.of());

        ask(gateway, QUESTION)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("x-request-id", "req_1")
                .body("id", equalTo("chatcmpl-1"));

        RecordedRequest request = inference.takeRequest();
        assertThat(request.getTarget()).isEqualTo(CHAT);
        assertThat(request.getBody().utf8()).isEqualTo(QUESTION);
        assertThat(request.getHeaders().get("Authorization")).isNull();
        assertThat(counted(gateway, 200)).isEqualTo(1);
    }

    @Test
    void stream_is_passed_on_event_by_event() {
        inference.enqueue(
                stream("data: {\"n\":1}\n\ndata: {\"n\":2}\n\ndata: [DONE]\n\n").build());
        Running gateway = start(Map.of());

        Response response = ask(gateway, STREAMED);

        assertThat(response.contentType()).startsWith("text/event-stream");
        assertThat(events(response)).containsExactly("{\"n\":1}", "{\"n\":2}", "[DONE]");
        assertThat(counted(gateway, 200)).isEqualTo(1);
        assertThat(metric(gateway, "request_streams_cut_total{by=\"upstream\"}"))
                .isZero();
    }

    @Test
    void stream_that_breaks_off_ends_with_an_error_and_counts_as_what_the_caller_saw() {
        inference.enqueue(stream("data: {\"n\":1}\n\n").build());
        Running gateway = start(Map.of());

        Response response = ask(gateway, STREAMED);

        response.then().statusCode(200);
        assertThat(events(response)).hasSize(2).last().asString().contains("\"code\":\"inference_failed\"");
        assertThat(counted(gateway, 200)).isEqualTo(1);
        assertThat(metric(gateway, "request_streams_cut_total{by=\"upstream\"}"))
                .isEqualTo(1);
    }

    @Test
    void unknown_or_missing_key_is_unauthorized_and_goes_no_further() {
        Running gateway = start(Map.of());

        checkError(to(gateway).body(QUESTION).post(CHAT), 401, "invalid_api_key");
        checkError(
                to(gateway)
                        .header("Authorization", "Bearer key-3")
                        .body(QUESTION)
                        .post(CHAT),
                401,
                "invalid_api_key");
        checkError(to(gateway).header("Authorization", "key-1").body(QUESTION).post(CHAT), 401, "invalid_api_key");

        assertThat(inference.getRequestCount()).isZero();
        assertThat(counted(gateway, 401)).isEqualTo(3);
    }

    @Test
    void each_key_has_a_limit_of_its_own() {
        inference.enqueue(json(200, "{}").build());
        inference.enqueue(json(200, "{}").build());
        Running gateway = start(Map.of("RATE_LIMIT_PER_SECOND", "1"));

        ask(gateway, QUESTION)
                .then()
                .statusCode(200)
                .header("x-ratelimit-limit-requests", "1")
                .header("x-ratelimit-remaining-requests", "0")
                .header("x-ratelimit-reset-requests", startsWith("1"));
        Response limited = ask(gateway, QUESTION);
        checkError(limited, 429, "rate_limit_exceeded");
        limited.then().header("Retry-After", "1").header("x-ratelimit-remaining-requests", "0");
        to(gateway)
                .header("Authorization", "Bearer key-2")
                .body(QUESTION)
                .post(CHAT)
                .then()
                .statusCode(200);

        assertThat(counted(gateway, 429)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"model\":\"m\"}", "{\"model\":7,\"messages\":[{\"role\":\"user\"}]}"})
    void body_that_is_no_chat_request_is_bad(String body) {
        Running gateway = start(Map.of());

        checkError(ask(gateway, body), 400, "");

        assertThat(counted(gateway, 400)).isEqualTo(1);
        assertThat(inference.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 500, 502, 503, 504})
    void error_of_inference_is_passed_on_as_it_is(int status) {
        inference.enqueue(json(status, "{\"error\":{\"code\":\"x\"}}")
                .setHeader("Retry-After", "7")
                .build());
        Running gateway = start(Map.of());

        ask(gateway, QUESTION)
                .then()
                .statusCode(status)
                .header("Retry-After", "7")
                .body("error.code", equalTo("x"));

        assertThat(counted(gateway, status)).isEqualTo(1);
    }

    @Test
    void inference_that_cannot_be_reached_is_a_bad_gateway() {
        inference.close();
        Running gateway = start(Map.of());

        checkError(ask(gateway, QUESTION), 502, "inference_failed");

        assertThat(counted(gateway, 502)).isEqualTo(1);
    }

    @Test
    void request_is_not_sent_twice_when_the_connection_breaks() {
        inference.enqueue(new MockResponse.Builder()
                .onRequestBody(new SocketEffect.CloseSocket())
                .build());
        inference.enqueue(json(200, "{}").build());

        checkError(ask(start(Map.of()), QUESTION), 502, "inference_failed");

        assertThat(inference.getRequestCount()).isLessThanOrEqualTo(1);
    }

    @Test
    void inference_that_says_nothing_is_a_gateway_timeout() {
        inference.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        Running gateway = start(Map.of("INFERENCE_TIMEOUT", "50"));

        checkError(ask(gateway, QUESTION), 504, "inference_timeout");

        assertThat(counted(gateway, 504)).isEqualTo(1);
    }

    @Test
    void other_requests_are_not_counted() {
        Running gateway = start(Map.of());

        to(gateway).get("/health").then().statusCode(200);
        checkError(to(gateway).get("/v1/models"), 404, "unknown_url");
        checkError(to(gateway).get(CHAT), 405, "unknown_url");

        assertThat(to(gateway).get("/metrics").asString().lines())
                .filteredOn(line -> line.startsWith("request_latency_seconds_count"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" 0"));
    }

    @Test
    void metrics_are_openmetrics_for_who_asks() {
        Running gateway = start(Map.of());

        Response open = to(gateway)
                .accept("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3")
                .get("/metrics");
        Response text = to(gateway).accept("*/*").get("/metrics");

        assertThat(open.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(open.asString()).endsWith("# EOF\n");
        assertThat(text.contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(text.asString()).contains("request_latency_seconds_bucket{status=\"200\",le=\"0.2\"} 0");
    }

    private Running start(Map<String, String> more) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "PORT", "0", "INFERENCE_URL", "http://127.0.0.1:" + inference.getPort(), "API_KEYS", "key-1, key-2"));
        variables.putAll(more);
        Running gateway = Gateway.start(variables);
        started.add(gateway);
        return gateway;
    }

    private static Response ask(Running gateway, String body) {
        return to(gateway).header("Authorization", "Bearer key-1").body(body).post(CHAT);
    }

    private static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body);
    }

    private static MockResponse.Builder stream(String events) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body(events);
    }
}
