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

class SlackContractTest {
    /** As {@code notify/slack} of Alertmanager 0.34 encodes {@code request}, with the default templates. */
    private static final String MESSAGE = """
            {"channel":"#ops","username":"Alertmanager","attachments":[{"title":"[FIRING:1] inference (TargetDown)",
              "title_link":"http://alertmanager/#/alerts?receiver=oncall","text":"",
              "fallback":"[FIRING:1] inference (TargetDown) | http://alertmanager/#/alerts?receiver=oncall",
              "callback_id":"ours firedrill:%s","footer":"","color":"danger",
              "mrkdwn_in":["fallback","pretext","text"]}]}
            """.formatted(Arrived.carried());

    private final Inbox inbox = Inbox.start(InetAddress.getLoopbackAddress(), Clock.fixed(Arrived.AT, ZoneOffset.UTC));

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void message_is_answered_ok_and_decoded_to_its_alerts() {
        post(MESSAGE).statusCode(200).body(equalTo("ok"));

        assertThat(recorded()).singleElement().satisfies(notification -> {
            assertThat(notification.integration()).isEqualTo("slack");
            assertThat(notification.receiver()).isEqualTo("on call");
            assertThat(notification.answered()).isEqualTo(200);
            assertThat(notification.groupKey()).isEqualTo("{job=\"inference\"}");
            assertThat(notification.problems()).isEmpty();
            assertThat(notification.alerts()).containsExactly(Arrived.ITEM);
            assertThat(notification.source().locator()).endsWith("/slack/on%20call");
        });
    }

    @Test
    void text_reply_is_not_labelled_json() {
        assertThat(post(MESSAGE).extract().contentType()).doesNotContain("json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"attachments\":", "[]", ""})
    void body_that_is_no_json_object_is_an_invalid_payload(String body) {
        refused(body, 400, "invalid_payload");
    }

    @Test
    void message_without_any_text_is_refused() {
        refused(
                "{\"attachments\":[{\"text\":\"\",\"fallback\":\"\",\"callback_id\":\"\",\"footer\":\"\"}]}",
                400,
                "no_text");

        assertThat(problems())
                .containsExactly(
                        "fallback must not be empty: a phone shows nothing else of it",
                        "callback_id must hold the alerts, but what the drill added did not arrive: a template failed",
                        "Slack answers 400 no_text");
    }

    @Test
    void more_attachments_than_a_hundred_are_refused() {
        String attachments = "{\"text\":\"a\"},".repeat(100) + "{\"text\":\"a\"}";

        refused("{\"attachments\":[" + attachments + "]}", 400, "too_many_attachments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#on call", "<no value>", "#Ops", "@"})
    void channel_that_cannot_exist_is_not_found(String channel) {
        refused(changed(message -> message.put("channel", channel)), 404, "channel_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ops", "ops", "@jo.doe", "C024BE91L", "#überwachung-1_a", ""})
    void channel_that_may_exist_is_taken(String channel) {
        post(changed(message -> message.put("channel", channel))).statusCode(200);

        assertThat(problems()).isEmpty();
    }

    @Test
    void unknown_path_is_answered_404() {
        given().body(MESSAGE)
                .post(inbox.url("slack", "x").resolve("/slack/"))
                .then()
                .statusCode(404);
    }

    @Test
    void what_a_person_sees_is_recorded_with_the_title_first() throws IOException {
        post(changedAttachment(attachment -> attachment
                .put("title", "<no value> is down")
                .put("text", "{{ $labels.instance }}")
                .put("footer", "<error expanding template: x>")));

        assertThat(problems()).isEmpty();
        Notification told = recorded().get(0);
        assertThat(told.shown().get(0)).isEqualTo(new Text("attachment title", "<no value> is down"));
        assertThat(told.shown())
                .contains(
                        new Text("attachment text", "{{ $labels.instance }}"),
                        new Text("attachment footer", "<error expanding template: x>"));
        String json = EvidenceFile.mapper().writeValueAsString(told);
        assertThat(EvidenceFile.mapper().readValue(json, Notification.class)).isEqualTo(told);
    }

    @Test
    void cut_title_long_text_and_empty_field_are_problems() {
        post(changedAttachment(attachment -> {
            attachment.put("title", "t".repeat(1023) + "…").put("text", "t".repeat(40_001));
            attachment.putArray("fields").addObject().put("title", "Severity").put("value", " ");
        }));

        assertThat(problems())
                .containsExactly(
                        "title must be whole, but Alertmanager cut it to 1024 characters",
                        "attachment text must have at most 40000 characters, but has 40001",
                        "fields[0].value must not be empty: a person would see its title only");
    }

    @Test
    void failed_template_empties_what_follows_and_is_a_problem() {
        post(changedAttachment(attachment ->
                attachment.put("title_link", "").put("fallback", "").put("callback_id", "")));

        assertThat(recorded().get(0).alerts()).isEmpty();
        assertThat(problems())
                .containsExactly(
                        "fallback must not be empty: a phone shows nothing else of it",
                        "callback_id must hold the alerts, but what the drill added did not arrive: a template failed");
    }

    @ParameterizedTest
    @CsvSource({
        "500, rollback_error",
        "404, no_service",
        "410, channel_is_archived",
        "403, action_prohibited",
        "400, invalid_payload"
    })
    void failing_inbox_words_it_as_slack_does(int status, String body) {
        inbox.behave(new InboxBehaviour.Answer(status));

        refused(MESSAGE, status, body);
        assertThat(problems()).isEmpty();
    }

    @Test
    void rate_limit_of_one_receiver_says_when_to_come_back_and_spares_the_others() {
        inbox.behave("on call", new InboxBehaviour.Answer(429, Optional.of(Duration.ofSeconds(30))));

        post(MESSAGE).statusCode(429).header("Retry-After", "30").body(equalTo("rate_limited"));
        given().body(MESSAGE).post(inbox.url("slack", "other")).then().statusCode(200);
        assertThat(recorded()).extracting(Notification::answered).containsExactly(429, 200);
    }

    private void refused(String body, int status, String reply) {
        post(body).statusCode(status).body(equalTo(reply));
        assertThat(recorded())
                .singleElement()
                .extracting(Notification::answered)
                .isEqualTo(status);
    }

    private ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .urlEncodingEnabled(false)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(inbox.url("slack", "on call"))
                .then();
    }

    private static String changedAttachment(Consumer<ObjectNode> change) {
        return changed(message ->
                change.accept((ObjectNode) message.path("attachments").get(0)));
    }

    private static String changed(Consumer<ObjectNode> change) {
        try {
            ObjectNode message = (ObjectNode) EvidenceFile.mapper().readTree(MESSAGE);
            change.accept(message);
            return message.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> problems() {
        return recorded().get(0).problems();
    }

    private List<Notification> recorded() {
        return inbox.notifications(Arrived.ZERO, Arrived.ZERO, Arrived.AT);
    }
}
