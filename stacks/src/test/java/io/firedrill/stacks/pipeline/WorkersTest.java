package io.firedrill.stacks.pipeline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void each_worker_is_a_target_of_its_own_and_others_are_unknown() {
        try (Running workers = Workers.start(Map.of("PORT", "0", "WORKERS", "12"))) {
            given().baseUri(workers.uri().toString())
                    .when()
                    .get("/probe?target=worker-12")
                    .then()
                    .statusCode(200)
                    .contentType("text/plain; version=0.0.4")
                    .body(containsString("worker_jobs_total "));
            assertThat(status(workers, "worker-13")).isEqualTo(404);
            assertThat(status(workers, "worker-00")).isEqualTo(404);
            assertThat(status(workers, "gateway")).isEqualTo(404);
        }
    }

    private static int status(Running workers, String target) {
        return RestAssured.get(workers.uri() + "/probe?target=" + target).statusCode();
    }
}
