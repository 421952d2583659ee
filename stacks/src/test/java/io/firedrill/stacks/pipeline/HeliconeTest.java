package io.firedrill.stacks.pipeline;

import static io.firedrill.stacks.pipeline.Contract.CHAT;
import static io.firedrill.stacks.pipeline.Contract.QUESTION;
import static io.firedrill.stacks.pipeline.Contract.STREAMED;
import static io.firedrill.stacks.pipeline.Contract.events;
import static io.firedrill.stacks.pipeline.Contract.metric;
import static io.firedrill.stacks.pipeline.Contract.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway between inference and a provider, and without it. */
class HeliconeTest {
    private static final String ALL = "{\"filter\":\"all\",\"limit\":100}";
    private static final String ID = "2f7f7f0e-5b1c-4d8e-9a55-0c1d2e3f4a5b";

    private final Running provider = Provider.start(Map.of("PORT", "0", "PROVIDER_API_KEY", "key"));
    private final Running helicone =
            Helicone.start(Map.of("PORT", "0", "PROVIDER_URL", provider.uri().toString(), "HELICONE_API_KEY", "gate"));

    private final String gateway = helicone.uri().toString();

    @AfterEach
    void stop() {
        helicone.close();
        provider.close();
    }

    private Running inference(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PORT",
                "0",
                "PROVIDER_URL",
                provider.uri().toString(),
                "PROVIDER_API_KEY",
                "key",
                "HELICONE_URL",
                gateway,
                "HELICONE_API_KEY",
                "gate"));
        variables.putAll(more);
        return Inference.start(new Environment(variables), new MemoryStore(), duration -> {});
    }

    private Response pass(String body, String... headers) {
        var request = to(helicone).header("Authorization", "Bearer key");
        for (int i = 0; i < headers.length; i += 2) {
            request = request.header(headers[i], headers[i + 1]);
        }
        return request.body(body).post(CHAT);
    }

    private JsonPath query(String body) {
        return to(helicone)
                .header("Authorization", "Bearer gate")
                .body(body)
                .post("/v1/request/query-clickhouse")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath recorded(int rows) {
        await().untilAsserted(() -> assertThat(query(ALL).getList("data")).hasSize(rows));
        return query(ALL);
    }

    @Test
    void call_of_inference_is_answered_and_recorded_with_its_tokens_and_cost() {
        try (Running inference = inference(Map.of())) {
            to(inference).body(QUESTION).post(CHAT).then().statusCode(200);

            JsonPath rows = recorded(1);
            assertThat(rows.getInt("data[0].response_status")).isEqualTo(200);
            assertThat(rows.getString("data[0].model")).isEqualTo("drill-small");
            long input = rows.getLong("data[0].prompt_tokens");
            long output = rows.getLong("data[0].completion_tokens");
            assertThat(input).isPositive();
            assertThat(rows.getDouble("data[0].costUSD"))
                    .isCloseTo((input * 0.15 + output * 0.60) / 1e6, within(1e-12));
            assertThat(metric(inference, "llm_gateway_bypassed_total")).isZero();
        }
    }

    @Test
    void stream_is_passed_on_as_it_comes_and_its_usage_recorded() {
        Response response = pass(STREAMED, "Helicone-Auth", "Bearer gate");

        assertThat(events(response)).last().isEqualTo("[DONE]");
        assertThat(response.header("Helicone-Id")).isNotEmpty();
        assertThat(recorded(1).getLong("data[0].completion_tokens")).isPositive();
        assertThat(recorded(1).getString("data[0].time_to_first_token")).isNotNull();
    }

    @Test
    void id_that_is_a_uuid_is_taken_and_any_other_is_replaced_without_a_word() {
        pass(QUESTION, "Helicone-Auth", "Bearer gate", "Helicone-Request-Id", ID);
        Response other = pass(
                QUESTION,
                "Helicone-Auth",
                "Bearer gate",
                "Helicone-Request-Id",
                "2f7f7f0e-5b1c-0d8e-0a55-0c1d2e3f4a5b");

        assertThat(other.statusCode()).isEqualTo(200);
        List<String> ids = recorded(2).getList("data.request_id");
        assertThat(ids).contains(ID).doesNotContain("2f7f7f0e-5b1c-0d8e-0a55-0c1d2e3f4a5b");
    }

    @Test
    void call_without_the_key_or_with_another_is_answered_and_not_recorded() {
        assertThat(pass(QUESTION).statusCode()).isEqualTo(200);
        assertThat(pass(QUESTION, "Helicone-Auth", "Bearer stolen").statusCode())
                .isEqualTo(200);
        pass(QUESTION, "Helicone-Auth", "Bearer gate", "Helicone-Request-Id", ID);

        assertThat(recorded(1).getString("data[0].request_id")).isEqualTo(ID);
    }

    @Test
    void error_of_the_provider_is_passed_on_and_recorded_as_one() {
        Response refused = to(helicone)
                .header("Authorization", "Bearer wrong")
                .header("Helicone-Auth", "Bearer gate")
                .body(QUESTION)
                .post(CHAT);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(recorded(1).getInt("data[0].response_status")).isEqualTo(401);
        assertThat(recorded(1).getInt("data[0].total_tokens")).isZero();
    }

    @Test
    void gateway_that_is_out_is_gone_past_and_counted() {
        helicone.close();
        try (Running inference = inference(Map.of())) {
            to(inference).body(QUESTION).post(CHAT).then().statusCode(200);
            to(inference).body(QUESTION).post(CHAT).then().statusCode(200);

            assertThat(metric(inference, "llm_gateway_bypassed_total")).isEqualTo(2);
        }
    }

    @Test
    void gateway_that_is_out_and_cannot_be_gone_past_fails_the_call() {
        helicone.close();
        try (Running inference = inference(Map.of("HELICONE_BYPASS", "false"))) {
            to(inference).body(QUESTION).post(CHAT).then().statusCode(502);
        }
    }

    @Test
    void query_selects_sorts_and_pages_and_names_what_it_does_not_know() {
        pass(QUESTION, "Helicone-Auth", "Bearer gate", "Helicone-Request-Id", ID, "Helicone-Property-Team", "pay");
        pass(STREAMED, "Helicone-Auth", "Bearer gate");
        recorded(2);

        assertThat(query("{\"filter\":{\"request_response_rmt\":{\"request_id\":{\"equals\":\"" + ID + "\"}}}}")
                        .getString("data[0].request_properties.team"))
                .isEqualTo("pay");
        String both =
                "{\"filter\":{\"left\":{\"request_response_rmt\":{\"status\":{\"gte\":200}}},\"operator\":\"and\","
                        + "\"right\":{\"request_response_rmt\":{\"request_created_at\":{\"gte\":\"2020-01-01T00:00:00Z\"}}}},";
        assertThat(query(both + "\"limit\":1,\"offset\":1}").getList("data")).hasSize(1);
        to(helicone)
                .header("Authorization", "Bearer gate")
                .body("{\"filter\":{\"request_response_rmt\":{\"mood\":{\"equals\":1}}}}")
                .post("/v1/request/query")
                .then()
                .statusCode(400);
        to(helicone).body(ALL).post("/v1/request/query").then().statusCode(401);
    }
}
