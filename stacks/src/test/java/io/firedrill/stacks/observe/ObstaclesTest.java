package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObstaclesTest {
    private static final Map<String, String> INFERENCE = Map.of("service", "inference");

    private final FakeApi api = new FakeApi();
    private final Obstacles obstacles =
            new Obstacles(new PrometheusClient(api.base()), new AlertmanagerClient(api.base()));

    ObstaclesTest() {
        alerts("");
        silences("");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void alert_that_is_neither_there_nor_silenced_has_nothing_in_its_way() {
        assertThat(obstacles.to("TargetDown", INFERENCE)).isEmpty();
    }

    @Test
    void alert_that_is_pending_already_would_prove_nothing() {
        alerts("""
                {"state":"pending","labels":{"alertname":"TargetDown","service":"inference"},"value":"1"}""");

        assertThat(obstacles.to("TargetDown", INFERENCE))
                .hasValueSatisfying(why -> assertThat(why).startsWith("TargetDown is pending already"));
        assertThat(obstacles.to("TargetDown", Map.of("service", "gateway"))).isEmpty();
        assertThat(obstacles.to("HighErrorRate", INFERENCE)).isEmpty();
    }

    @Test
    void silence_that_covers_it_is_in_the_way_until_it_has_expired() {
        silences(silence("active", "service", "infer.*", true, true));

        assertThat(obstacles.to("TargetDown", INFERENCE))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("the silence 4711 of ops covers TargetDown until 2026-11-27T18:00:00Z"));

        silences(silence("expired", "service", "infer.*", true, true));
        assertThat(obstacles.to("TargetDown", INFERENCE)).isEmpty();
    }

    @Test
    void silence_of_something_else_is_not_in_the_way() {
        silences(silence("active", "service", "gateway", false, true));
        assertThat(obstacles.to("TargetDown", INFERENCE)).isEmpty();

        silences(silence("active", "service", "gateway", false, false));
        assertThat(obstacles.to("TargetDown", INFERENCE)).isPresent();
    }

    @Test
    void silence_by_a_label_that_nobody_knows_yet_is_left_to_the_evidence() {
        silences(silence("active", "instance", "10.0.0.7:8080", false, true));

        assertThat(obstacles.to("TargetDown", INFERENCE)).isEmpty();
    }

    @Test
    void silence_of_the_name_alone_covers_every_alert_of_it() {
        silences(silence("pending", "alertname", "TargetDown", false, true));

        assertThat(obstacles.to("TargetDown", INFERENCE)).isPresent();
    }

    @Test
    void alert_that_inhibits_others_must_not_be_posted() {
        configured("""
                inhibit_rules:
                - source_matchers: [alertname=~"Database.*", severity="page"]
                  target_matchers: [severity="page"]
                - source_match: {alertname: TargetDown}
                  target_match: {severity: page}
                """);

        assertThat(obstacles.toPosting(Map.of("alertname", "DatabaseDown", "severity", "page")))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("it would inhibit alerts that are real, by the inhibit rule with the source"
                                + " alertname=~\"Database.*\", severity=\"page\""));
        assertThat(obstacles.toPosting(Map.of("alertname", "TargetDown"))).isPresent();
        assertThat(obstacles.toPosting(Map.of("alertname", "DatabaseDown", "severity", "ticket")))
                .isEmpty();
    }

    @Test
    void inhibition_that_cannot_be_read_is_taken_to_inhibit() {
        configured("inhibit_rules: [{source_matchers: ['what is this']}]\n");

        assertThat(obstacles.toPosting(Map.of("alertname", "Any"))).isPresent();
    }

    @Test
    void prometheus_that_does_not_answer_is_no_clear_way() {
        api.on("GET /api/v1/alerts", request -> FakeApi.response(503, "starting"));

        assertThatThrownBy(() -> obstacles.to("TargetDown", INFERENCE)).isInstanceOf(StackException.class);
    }

    private void configured(String yaml) {
        String written = yaml.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        api.get("/api/v2/status", "{\"config\":{\"original\":\"" + written + "\"}}");
    }

    private void alerts(String alerts) {
        api.get("/api/v1/alerts", FakeApi.success("{\"alerts\":[" + alerts + "]}"));
    }

    private void silences(String silences) {
        api.get("/api/v2/silences", "[" + silences + "]");
    }

    private static String silence(String state, String name, String value, boolean regex, boolean equal) {
        return """
                {"id":"4711","status":{"state":"%s"},"createdBy":"ops","comment":"planned","updatedAt":"2026-11-27T16:00:00Z",
                 "startsAt":"2026-11-27T16:00:00Z","endsAt":"2026-11-27T18:00:00Z",
                 "matchers":[{"name":"%s","value":"%s","isRegex":%s,"isEqual":%s}]}
                """.formatted(state, name, value, regex, equal);
    }
}
