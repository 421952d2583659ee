package io.firedrill.stacks.pipeline;

import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Objects;

/** What the contracts of the three services have in common. */
final class Contract {
    static final String CHAT = "/v1/chat/completions";
    static final String QUESTION = """
            {"model":"drill-small","messages":[{"role":"user","content":"Where is the nearest fire exit?"}]}""";
    static final String STREAMED = """
            {"model":"drill-small","messages":[{"role":"user","content":"Where is the nearest fire exit?"}],
            "stream":true,"stream_options":{"include_usage":true}}""";

    private Contract() {}

    static RequestSpecification to(Running service) {
        return RestAssured.given().baseUri(service.uri().toString()).contentType("application/json");
    }

    /** Checks that an answer is an error in OpenAI's shape. */
    static void checkError(Response response, int status, String code) {
        response.then()
                .statusCode(status)
                .contentType("application/json")
                .body("error.message", not(blankOrNullString()))
                .body("error.type", not(blankOrNullString()))
                .body("error", hasKey("param"))
                .body("error.code", code.isEmpty() ? equalTo(null) : equalTo(code));
    }

    /** The data of the events of a stream. */
    static List<String> events(Response response) {
        return response.asString()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    /** The value of one series on the metrics page. */
    static double metric(Running service, String series) {
        return Objects.requireNonNull(to(service).get("/metrics").asString())
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    static double counted(Running service, int status) {
        return metric(service, "request_latency_seconds_count{status=\"" + status + "\"}");
    }
}
