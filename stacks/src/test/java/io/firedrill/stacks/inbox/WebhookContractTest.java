package io.firedrill.stacks.inbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.alert.Notification;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookContractTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T04:21:00Z");
    private static final Instant ARRIVAL = ZERO.plusMillis(12_500);
    private static final String FIRING = """
            {"receiver":"oncall","status":"firing","alerts":[{"status":"firing",
              "labels":{"alertname":"TargetDown","service":"inference"},"annotations":{"summary":"inference is down"},
              "startsAt":"2026-11-24T04:21:10.235Z","endsAt":"0001-01-01T00:00:00Z",
              "generatorURL":"http://prometheus/graph","fingerprint":"f7b91a86f3f55744"}],
             "notification_reason":"first notification","groupLabels":{"job":"inference"},
             "commonLabels":{"alertname":"TargetDown"},"commonAnnotations":{},"routeLabels":{},
             "externalURL":"http://alertmanager","version":"4","groupKey":"{}:{job=\\"inference\\"}","truncatedAlerts":0}
            """;

    private final Inbox inbox = Inbox.start(InetAddress.getLoopbackAddress(), Clock.fixed(ARRIVAL, ZoneOffset.UTC));

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void firing_webhook_is_recorded_with_its_arrival_and_answered_200() {
        post("oncall", FIRING, 200);

        assertThat(recorded()).singleElement().satisfies(notification -> {
            assertThat(notification.at()).isEqualTo(Duration.ofMillis(12_500));
            assertThat(notification.receiver()).isEqualTo("oncall");
            assertThat(notification.integration()).isEqualTo("webhook");
            assertThat(notification.groupKey()).isEqualTo("{}:{job=\"inference\"}");
            assertThat(notification.problems()).isEmpty();
            assertThat(notification.answered()).isEqualTo(200);
            assertThat(notification.source().locator())
                    .isEqualTo(inbox.url("webhook", "oncall").toString());
            assertThat(notification.alerts())
                    .containsExactly(new Notification.Item(
                            true,
                            Map.of("alertname", "TargetDown", "service", "inference"),
                            Map.of("summary", "inference is down"),
                            Duration.ofMillis(10_235),
                            Optional.empty(),
                            "f7b91a86f3f55744"));
        });
    }

    @Test
    void who_does_not_show_the_token_is_turned_away_and_leaves_no_trace() {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Inbox guarded = Inbox.start(anywhere, Optional.of("t0ps3cret"))) {
            assertThat(status(guarded, "t0ps3cret")).isEqualTo(200);
            assertThat(status(guarded, "guessed")).isEqualTo(401);
            assertThat(guarded.notifications(ARRIVAL, Instant.EPOCH, Instant.now()))
                    .hasSize(1);
        }
    }

    private static int status(Inbox guarded, String token) {
        return given().header("Authorization", "Bearer " + token)
                .body(FIRING)
                .post(guarded.url("webhook", "oncall"))
                .statusCode();
    }

    @Test
    void one_of_several_alertmanagers_is_told_from_the_others() {
        post("oncall", FIRING, 200);
        post(Inbox.path("webhook", "oncall", "alertmanager-1").substring("/webhook/".length()), FIRING, 200);

        assertThat(recorded())
                .extracting(Notification::sender)
                .containsExactly(Optional.empty(), Optional.of("alertmanager-1"));
        assertThat(recorded()).extracting(Notification::receiver).containsOnly("oncall");
    }

    @Test
    void resolved_webhook_keeps_the_end_of_the_alert() {
        post(
                "oncall",
                FIRING.replace("firing", "resolved").replace("0001-01-01T00:00:00Z", "2026-11-24T04:21:12Z"),
                200);

        Notification notification = recorded().get(0);
        assertThat(notification.problems()).isEmpty();
        assertThat(notification.alerts().get(0).firing()).isFalse();
        assertThat(notification.alerts().get(0).endsAt()).contains(Duration.ofSeconds(12));
    }

    @Test
    void resolved_webhook_without_an_end_is_a_problem() {
        assertThat(problems(FIRING.replace("firing", "resolved")))
                .containsExactly(
                        "alerts[0].endsAt must be a time on a resolved alert, but was \"0001-01-01T00:00:00Z\"");
    }

    @Test
    void receiver_that_differs_from_the_path_is_a_problem() {
        assertThat(problems(FIRING.replace("\"oncall\"", "\"tickets\"")))
                .containsExactly("receiver must be oncall, but was tickets");
    }

    @Test
    void unexpanded_templates_are_recorded_and_no_breach_of_the_contract() {
        assertThat(problems(FIRING.replace("inference is down", "<no value>"))).isEmpty();
        assertThat(recorded().get(0).alerts().get(0).annotations()).containsEntry("summary", "<no value>");
        assertThat(recorded().get(0).shown()).isEmpty();
    }

    @Test
    void every_breach_of_the_contract_is_named() {
        assertThat(problems("{\"alerts\":[{}]}"))
                .containsExactly(
                        "version must be \"4\", but was missing",
                        "groupKey must not be empty, but was missing",
                        "receiver must not be empty, but was missing",
                        "groupLabels must be an object, but was missing",
                        "commonLabels must be an object, but was missing",
                        "commonAnnotations must be an object, but was missing",
                        "externalURL must not be empty, but was missing",
                        "alerts[0].status must be firing or resolved, but was missing",
                        "alerts[0].labels.alertname must not be empty",
                        "alerts[0].startsAt must be a time, but was missing",
                        "alerts[0].fingerprint must not be empty, but was missing",
                        "status must be firing or resolved, but was missing");
    }

    @Test
    void group_status_must_agree_with_its_alerts() {
        assertThat(problems(FIRING.replaceFirst("\"status\":\"firing\"", "\"status\":\"resolved\"")))
                .containsExactly("status must agree with the alerts, but was resolved");
    }

    @Test
    void truncated_alerts_are_counted() {
        post("oncall", FIRING.replace("\"truncatedAlerts\":0", "\"truncatedAlerts\":7"), 200);

        assertThat(recorded().get(0).truncated()).isEqualTo(7);
    }

    @Test
    void body_that_is_no_json_is_recorded_and_answered_400() {
        post("oncall", "{\"version\":", 400);

        assertThat(recorded()).singleElement().satisfies(notification -> {
            assertThat(notification.answered()).isEqualTo(400);
            assertThat(notification.alerts()).isEmpty();
            assertThat(notification.problems()).singleElement().asString().startsWith("the body must be JSON: ");
        });
    }

    @Test
    void empty_body_is_recorded_as_a_problem() {
        post("oncall", "", 200);

        assertThat(recorded().get(0).problems()).containsExactly("the body must be a JSON object, but was MISSING");
    }

    @Test
    void path_without_a_receiver_is_recorded_and_answered_404() {
        post("", FIRING, 404);
        post("a/b", FIRING, 404);

        assertThat(recorded())
                .flatExtracting(Notification::problems)
                .containsExactly(
                        "the path must be a service and one receiver, but was /webhook/",
                        "the path must be a service and one receiver, but was /webhook/a/b");
    }

    @Test
    void receiver_names_survive_the_url() {
        String name = "on call+ä";
        given().contentType("application/json; charset=UTF-8")
                .urlEncodingEnabled(false)
                .body(FIRING.replace("\"oncall\"", "\"" + name + "\""))
                .when()
                .post(inbox.url("webhook", "on call+ä"))
                .then()
                .statusCode(200);

        assertThat(recorded().get(0).receiver()).isEqualTo("on call+ä");
    }

    @Test
    void other_methods_are_answered_405_and_not_recorded() {
        given().when()
                .get(inbox.url("webhook", "oncall"))
                .then()
                .statusCode(405)
                .header("Allow", "POST");

        assertThat(recorded()).isEmpty();
    }

    @Test
    void failing_inbox_answers_its_status_and_still_records() {
        inbox.behave(new InboxBehaviour.Answer(503));
        post("oncall", FIRING, 503);

        assertThat(recorded().get(0).answered()).isEqualTo(503);
    }

    @Test
    void dropping_inbox_closes_the_connection_without_an_answer() throws IOException {
        inbox.behave(new InboxBehaviour.Drop());

        assertThat(rawPost()).isEqualTo(-1);
        assertThat(recorded().get(0).answered()).isZero();
    }

    @Test
    void hanging_inbox_drops_what_hangs_once_it_is_told_to_behave() throws Exception {
        inbox.behave(new InboxBehaviour.Hang());
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(this::rawPostUnchecked);
        await().until(() -> !recorded().isEmpty());
        assertThat(first).isNotDone();

        inbox.behave(InboxBehaviour.HEALTHY);

        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(-1);
        post("oncall", FIRING, 200);
        assertThat(recorded()).extracting(Notification::answered).containsExactly(0, 200);
    }

    @Test
    void one_integration_of_one_receiver_fails_alone_until_it_is_restored() {
        inbox.behave("oncall", Optional.of("webhook"), new InboxBehaviour.Answer(500));
        inbox.behave("oncall", Optional.of("slack"), new InboxBehaviour.Drop());

        post("oncall", FIRING, 500);
        post("tickets", FIRING.replace("\"oncall\"", "\"tickets\""), 200);
        inbox.restore("oncall", Optional.of("webhook"));
        post("oncall", FIRING, 200);
    }

    @Test
    void integration_goes_before_its_receiver() {
        inbox.behave("oncall", new InboxBehaviour.Answer(503));
        inbox.behave("oncall", Optional.of("webhook"), new InboxBehaviour.Answer(429));
        post("oncall", FIRING, 429);

        inbox.restore("oncall", Optional.of("webhook"));
        post("oncall", FIRING, 503);
    }

    @Test
    void closing_releases_a_hanging_request() throws Exception {
        inbox.behave(new InboxBehaviour.Hang());
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(this::rawPostUnchecked);
        await().until(() -> !recorded().isEmpty());

        inbox.close();

        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    @Test
    void arrivals_outside_the_asked_time_are_left_out() {
        post("oncall", FIRING, 200);

        assertThat(inbox.notifications(ZERO, ARRIVAL, ARRIVAL)).hasSize(1);
        assertThat(inbox.notifications(ZERO, ARRIVAL.plusNanos(1), ARRIVAL.plusSeconds(1)))
                .isEmpty();
        assertThat(inbox.notifications(ZERO, ZERO, ARRIVAL.minusNanos(1))).isEmpty();
    }

    @Test
    void behaviour_status_must_be_one_that_ends_a_request() {
        assertThatThrownBy(() -> new InboxBehaviour.Answer(199))
                .hasMessage("inbox status must be from 200 to 599, but was 199");
        assertThat(new InboxBehaviour.Answer(599).status()).isEqualTo(599);
    }

    private List<String> problems(String body) {
        post("oncall", body, 200);
        return recorded().get(0).problems();
    }

    private List<Notification> recorded() {
        return inbox.notifications(ZERO, ZERO, ARRIVAL);
    }

    private void post(String path, String body, int expected) {
        given().contentType(ContentType.JSON)
                .body(body)
                .when()
                .post(inbox.url("webhook", "x").resolve("/webhook/" + path))
                .then()
                .statusCode(expected);
    }

    private int rawPostUnchecked() {
        try {
            return rawPost();
        } catch (IOException e) {
            return -1;
        }
    }

    private int rawPost() throws IOException {
        byte[] body = FIRING.getBytes(StandardCharsets.UTF_8);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), inbox.httpAddress().getPort())) {
            String head = "POST /webhook/oncall HTTP/1.1\r\nHost: inbox\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return socket.getInputStream().read();
        }
    }
}
