package io.firedrill.stacks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.alert.Notification;
import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.ComponentSpec.Port;
import io.firedrill.stacks.platform.Place;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Readiness;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.platform.VersionQuery;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.DeliveryTargets;
import io.firedrill.stacks.workspace.TimeScale;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager, alone, with each integration that the inbox understands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxesIT {
    private static final String CONFIG = """
            global:
              smtp_smarthost: smtp.invalid:465
              smtp_from: alerts@example.com
              smtp_auth_username: alerts
              smtp_auth_password: secret
              slack_api_url_file: no-such-file
            route:
              receiver: on call
              group_by: [alertname]
              group_wait: 10s
              group_interval: 50s
              routes:
                - {matchers: ['alertname="Broken"'], receiver: broken}
                - {matchers: ['alertname="Gone"'], receiver: secretive}
            receivers:
              - name: on call
                webhook_configs:
                  - url: https://webhook.invalid/
                slack_configs:
                  - channel: "#ops"
                    send_resolved: true
                    text: '{{ .CommonAnnotations.summary }}'
                pagerduty_configs:
                  - routing_key_file: no-such-file
                email_configs:
                  - to: team@example.com, jo@example.com
                    send_resolved: true
                    headers: {Subject: '{{ .CommonLabels.alertname }} größer'}
              - name: broken
                slack_configs:
                  - title: '{{ .NoSuchField }}'
                pagerduty_configs:
                  - service_key: secret
                    severity: '{{ .CommonLabels.severity }}'
                email_configs:
                  - to: team@example.com
                    html: '<p>{{ .CommonAnnotations.summary }}</p>'
              - name: secretive
                email_configs:
                  - {to: team@example.com, auth_secret: secret, text: t}
            """;

    private final Instant zero = Instant.now();

    private Run run;
    private Inbox inbox;
    private URI alertmanager;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), CONFIG);
        run = Run.begin(line -> {});
        Platform platform = run.natively(Map.of(), Map.of());
        inbox = run.closing(Inbox.start(platform.bind()));
        ComponentSpec spec = spec(AlertmanagerConfig.read(file));
        platform.prepare(List.of(spec));
        platform.start(spec);
        alertmanager = platform.reach("alertmanager").http("web");
    }

    @AfterAll
    void stop() {
        run.close();
    }

    @Test
    void each_integration_delivers_what_the_inbox_can_read() {
        Instant startsAt = Instant.parse("2026-11-24T04:21:10.235Z");
        post("Down", "startsAt", startsAt, "größer als \\\"5\\\" <b> & {x}");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(of("on call"))
                        .extracting(Notification::integration)
                        .containsExactlyInAnyOrder("webhook", "slack", "pagerduty", "email"));
        assertThat(of("on call")).allSatisfy(each -> {
            assertThat(each.problems()).isEmpty();
            assertThat(each.answered() / 100).isEqualTo(2);
            assertThat(each.groupKey()).isNotEmpty();
            assertThat(each.alerts())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("fingerprint")
                    .containsExactly(new Notification.Item(
                            true,
                            Map.of("alertname", "Down", "severity", "page"),
                            Map.of("summary", "größer als \"5\" <b> & {x}"),
                            Duration.between(zero, startsAt),
                            Optional.empty(),
                            ""));
        });
        assertThat(of("on call").stream().map(each -> each.alerts().get(0).fingerprint()))
                .allMatch(of("on call").get(0).alerts().get(0).fingerprint()::equals);

        Instant endsAt = Instant.now();
        post("Down", "endsAt", endsAt, "over");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(of("on call").stream()
                                .filter(each -> !each.alerts().get(0).firing()))
                        .extracting(Notification::integration)
                        .containsExactlyInAnyOrder("webhook", "slack", "pagerduty", "email"));
        assertThat(inbox.resolutionReached(Map.of("alertname", "Down"), zero)).isTrue();
        assertThat(of("on call")).allSatisfy(each -> assertThat(each.problems()).isEmpty());
    }

    @Test
    void what_the_real_services_would_refuse_or_a_person_would_miss_is_told() {
        post("Broken", "startsAt", Instant.now(), "<no value>");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(of("broken")).hasSize(3));
        assertThat(problems("slack"))
                .containsExactly(
                        "fallback must not be empty: a phone shows nothing else of it",
                        "callback_id must hold the alerts, but what the drill added did not arrive: a template failed",
                        "Slack answers 400 no_text");
        assertThat(problems("pagerduty"))
                .containsExactly(
                        "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error'"
                                + " or 'info')",
                        "PagerDuty answers 400");
        assertThat(problems("email")).isEmpty();
        assertThat(of("broken").stream()
                        .filter(each -> each.integration().equals("email"))
                        .flatMap(each -> each.shown().stream()))
                .contains(new Notification.Text("HTML body", "<no value>"));
    }

    @Test
    void mail_authenticates_by_a_shared_secret_too() {
        post("Gone", "startsAt", Instant.now(), "x");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(of("secretive")).hasSize(1));
        assertThat(of("secretive").get(0).problems()).isEmpty();
    }

    private List<String> problems(String integration) {
        return of("broken").stream()
                .filter(each -> each.integration().equals(integration))
                .findFirst()
                .orElseThrow()
                .problems();
    }

    private List<Notification> of(String receiver) {
        return inbox.notifications(zero, zero, Instant.now()).stream()
                .filter(each -> each.receiver().equals(receiver))
                .toList();
    }

    private void post(String name, String time, Instant at, String summary) {
        given().contentType(ContentType.JSON)
                .body("""
                        [{"labels":{"alertname":"%s","severity":"page"},"annotations":{"summary":"%s"},"%s":"%s"}]
                        """.formatted(name, summary, time, at).getBytes(StandardCharsets.UTF_8))
                .post(alertmanager.resolve("/api/v2/alerts"))
                .then()
                .statusCode(200);
    }

    private ComponentSpec spec(AlertmanagerConfig config) {
        return new ComponentSpec(
                "alertmanager",
                new Program.Tool("alertmanager", "alertmanager"),
                List.of(new Port("web", 9093)),
                Map.of(
                        "alertmanager.yml",
                        place -> config.rewritten(new TimeScale(50), new Direct(), place.shared() + "/events.jsonl")),
                InboxesIT::arguments,
                place -> Map.of(),
                Readiness.http("web", "/-/ready"),
                VersionQuery.http("web", "/api/v2/status", "\"version\":\\s*\"([^\"]+)\""),
                Set.of());
    }

    private static List<String> arguments(Place place) {
        return List.of(
                "--config.file=" + place.file("alertmanager.yml"),
                "--storage.path=" + place.data(),
                "--web.listen-address=" + place.listen("web"),
                "--cluster.listen-address=",
                "--enable-feature=event-recorder");
    }

    private final class Direct implements DeliveryTargets {
        @Override
        public String http(String integration, String receiver) {
            return inbox.url(integration, receiver).toString();
        }

        @Override
        public String smarthost() {
            InetSocketAddress at = inbox.mailAddress();
            return at.getAddress().getHostAddress() + ":" + at.getPort();
        }
    }
}
