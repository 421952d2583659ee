package io.firedrill.stacks.inbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Notification.Text;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutyContractTest {
    private static final String KEY = "d0d1a8f5e1c94b2f9d6f0f7a2b1c3d4ed0d1a8f5e1c94b2f9d6f0f7a2b1c3d4e";
    /** As {@code notify/pagerduty} of Alertmanager 0.34 encodes {@code pagerDutyMessage}, with the default templates. */
    private static final String EVENT = """
            {"routing_key":"%s","dedup_key":"%s","event_action":"trigger",
             "payload":{"summary":"[FIRING:1] inference (TargetDown)","source":"Alertmanager","severity":"error",
               "custom_details":{"firedrill_alerts":"%s","firing":[{"status":"firing"}],"num_firing":1,
                 "num_resolved":0,"resolved":[]}},
             "client":"Alertmanager","client_url":"http://alertmanager/#/alerts?receiver=oncall"}
            """.formatted(Carried.PLACEHOLDER, KEY, Arrived.carried());

    private final Inbox inbox = Inbox.start(InetAddress.getLoopbackAddress(), Clock.fixed(Arrived.AT, ZoneOffset.UTC));

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void trigger_is_accepted_and_decoded_to_its_alerts() {
        post(EVENT)
                .statusCode(202)
                .contentType("application/json")
                .body("status", equalTo("success"))
                .body("message", equalTo("Event processed"))
                .body("dedup_key", equalTo(KEY));

        assertThat(recorded()).singleElement().satisfies(notification -> {
            assertThat(notification.integration()).isEqualTo("pagerduty");
            assertThat(notification.receiver()).isEqualTo("oncall");
            assertThat(notification.answered()).isEqualTo(202);
            assertThat(notification.groupKey()).isEqualTo(KEY);
            assertThat(notification.problems()).isEmpty();
            assertThat(notification.alerts()).containsExactly(Arrived.ITEM);
        });
    }

    @Test
    void resolution_needs_no_payload() {
        String resolved = Arrived.ALERTS
                .replace("\"firing\"", "\"resolved\"")
                .replace("0001-01-01T00:00:00Z", "2026-11-24T04:21:12Z");
        post(changed(event -> {
                    event.put("event_action", "resolve");
                    ObjectNode payload = event.putObject("payload").put("summary", "");
                    payload.putObject("custom_details").put(Carried.DETAIL, Arrived.carried(resolved));
                }))
                .statusCode(202);

        Notification notification = recorded().get(0);
        assertThat(notification.problems()).isEmpty();
        assertThat(notification.alerts().get(0).firing()).isFalse();
        assertThat(notification.alerts().get(0).endsAt()).contains(Duration.ofSeconds(12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            summary  |  | 'payload.summary' is missing or blank
            source   |  | 'payload.source' is missing or blank
            severity | page | 'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')
            """)
    void payload_that_breaks_a_rule_is_refused(String field, String value, String error) {
        refused(changedPayload(payload -> payload.put(field, value == null ? "" : value)), error);
    }

    @Test
    void summary_of_more_than_1024_characters_is_refused() {
        refused(
                changedPayload(payload -> payload.put("summary", "s".repeat(1025))),
                "'payload.summary' is too long (maximum is 1024 characters)");
    }

    @Test
    void routing_key_action_dedup_key_and_payload_have_their_rules() {
        refused(
                changed(event -> event.put("routing_key", "short")),
                "Length of 'routing_key' is incorrect (should be 32 characters)");
        refused(
                changed(event -> event.put("event_action", "page")),
                "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')");
        refused(
                changed(event -> event.put("event_action", "resolve").remove("dedup_key")),
                "'dedup_key' is missing or blank");
        refused(
                changed(event -> event.put("dedup_key", "k".repeat(256))),
                "'dedup_key' is too long (maximum is 255 characters)");
        refused(changed(event -> event.remove("payload")), "'payload' is missing or blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"payload\":", "[]"})
    void body_that_is_no_json_object_is_refused(String body) {
        post(body).statusCode(400).body("status", equalTo("invalid event"));

        assertThat(recorded().get(0).answered()).isEqualTo(400);
    }

    @Test
    void event_of_more_than_512_kilobytes_is_refused() {
        post("\"" + "x".repeat(512_000) + "\"").statusCode(413);
    }

    @Test
    void cut_summary_and_dropped_details_are_problems_and_what_a_person_sees_is_recorded() {
        post(changedPayload(payload -> payload.put("summary", "s".repeat(1023) + "…")
                        .put("component", "<no value>")
                        .putObject("custom_details")
                        .put("error", "Custom details have been removed")
                        .put("runbook", "{{ .runbook }}")))
                .statusCode(202);

        assertThat(recorded().get(0).problems())
                .containsExactly(
                        "payload.summary must be whole, but Alertmanager cut it to 1024 characters",
                        "custom_details must be whole, but: Custom details have been removed",
                        "custom_details.firedrill_alerts must hold the alerts, but what the drill added did not arrive:"
                                + " a template failed");
        assertThat(recorded().get(0).shown())
                .contains(
                        new Text("payload.component", "<no value>"),
                        new Text("custom_details.runbook", "{{ .runbook }}"));
        assertThat(recorded().get(0).shown().get(0).field()).isEqualTo("payload.summary");
    }

    @Test
    void failing_inbox_words_it_as_pagerduty_does() {
        inbox.behave(new InboxBehaviour.Answer(429, Optional.of(Duration.ofMinutes(1))));
        post(EVENT).statusCode(429).header("Retry-After", "60").body("status", equalTo("throttle exceeded"));

        inbox.behave(new InboxBehaviour.Answer(500));
        post(EVENT).statusCode(500);

        inbox.behave(new InboxBehaviour.Answer(400));
        post(EVENT).statusCode(400).body("message", equalTo("Event object is invalid"));
    }

    @Test
    void path_without_the_end_of_the_api_is_answered_404() {
        given().body(EVENT)
                .post(inbox.url("pagerduty", "x").resolve("/pagerduty/x"))
                .then()
                .statusCode(404);
    }

    private void refused(String body, String error) {
        int before = recorded().size();
        post(body)
                .statusCode(400)
                .body("status", equalTo("invalid event"))
                .body("message", equalTo("Event object is invalid"))
                .body("errors", equalTo(List.of(error)));
        Notification notification = recorded().get(before);
        assertThat(notification.answered()).isEqualTo(400);
        assertThat(notification.problems()).contains(error, "PagerDuty answers 400");
    }

    private ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(inbox.url("pagerduty", "oncall"))
                .then();
    }

    private static String changedPayload(Consumer<ObjectNode> change) {
        return changed(event -> change.accept((ObjectNode) event.path("payload")));
    }

    private static String changed(Consumer<ObjectNode> change) {
        try {
            ObjectNode event = (ObjectNode) EvidenceFile.mapper().readTree(EVENT);
            change.accept(event);
            return event.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Notification> recorded() {
        return inbox.notifications(Arrived.ZERO, Arrived.ZERO, Arrived.AT);
    }
}
