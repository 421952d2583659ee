package io.firedrill.stacks.inbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Notification.Text;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailContractTest {
    /** As {@code notify/email} of Alertmanager 0.34 writes it; the order of the first headers is not fixed. */
    private static final String MAIL = """
            Subject: =?utf-8?q?[FIRING:1]_inference_=C3=BCberlastet?=
            To: team@example.com, Jo <jo@example.com>
            From: alertmanager@example.com
            X-Firedrill-Alerts: %s
            X-Firedrill-Receiver: on%%20call
            Message-Id: <1.2@host>
            Date: Tue, 24 Nov 2026 04:21:12 +0000
            Content-Type: multipart/alternative;  boundary=b0
            MIME-Version: 1.0

            --b0
            Content-Transfer-Encoding: quoted-printable
            Content-Type: text/plain; charset=UTF-8

            inference is =C3=BCberlastet
            .hidden by a dot
            --b0
            Content-Transfer-Encoding: quoted-printable
            Content-Type: text/html; charset=UTF-8

            <html><head><style>a {color: red}</style></head><body>inference is down</body></html>
            --b0--
            """.formatted(Arrived.carried());

    private final Inbox inbox = Inbox.start(InetAddress.getLoopbackAddress(), Clock.fixed(Arrived.AT, ZoneOffset.UTC));

    @AfterEach
    void close() {
        inbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void mail_by_starttls_and_auth_is_taken_and_decoded_to_its_alerts(String mechanism) throws MessagingException {
        send(MAIL, mechanism, Carried.PLACEHOLDER);

        assertThat(recorded()).singleElement().satisfies(notification -> {
            assertThat(notification.integration()).isEqualTo("email");
            assertThat(notification.receiver()).isEqualTo("on call");
            assertThat(notification.answered()).isEqualTo(250);
            assertThat(notification.groupKey()).isEqualTo("{job=\"inference\"}");
            assertThat(notification.problems()).isEmpty();
            assertThat(notification.alerts()).containsExactly(Arrived.ITEM);
            assertThat(notification.source().locator())
                    .startsWith("smtp://127.0.0.1:")
                    .endsWith("/on%20call");
        });
    }

    @Test
    void other_password_than_the_placeholder_is_refused() {
        assertThatThrownBy(() -> send(MAIL, "PLAIN", "secret"))
                .isInstanceOf(AuthenticationFailedException.class)
                .message()
                .contains("535");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void mail_without_encryption_is_taken_where_nobody_authenticates() throws MessagingException {
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            deliver(transport, session, MAIL);
        }

        assertThat(recorded()).hasSize(1);
    }

    @Test
    void mail_without_subject_addresses_and_body_has_problems() throws MessagingException {
        send("X-Firedrill-Receiver: oncall\nX-Firedrill-Alerts: %s\n\n<p> </p>\n".formatted(Arrived.carried()));

        assertThat(problems())
                .containsExactly(
                        "From must not be empty: many servers refuse such a mail",
                        "To must not be empty: many filters drop such a mail");
    }

    @Test
    void html_that_shows_nothing_is_an_empty_body() throws MessagingException {
        send(MAIL.replace("inference is =C3=BCberlastet\n.hidden by a dot\n", "")
                .replace("inference is down", "&nbsp;"));

        assertThat(problems()).containsExactly("body must not be empty: there is nothing to read");
    }

    @Test
    void what_a_person_sees_is_recorded_with_what_failed_templates_left() throws MessagingException {
        send(MAIL.replace("Subject: ", "Subject: <no value> ")
                .replace("<body>inference", "<body>&lt;error expanding template: x&gt;")
                .replace(".hidden", "{{ .hidden"));

        assertThat(problems()).isEmpty();
        assertThat(recorded().get(0).shown())
                .containsExactly(
                        new Text("Subject", "<no value> [FIRING:1] inference überlastet"),
                        new Text("text body", "inference is überlastet\r\n{{ .hidden by a dot"),
                        new Text("HTML body", "<error expanding template: x> is down"));
    }

    /** As Alertmanager sends it when a template fails half-way: the connection ends the mail. */
    @Test
    void mail_that_ends_before_its_text_is_a_problem_of_its_receiver() throws MessagingException {
        send(MAIL.substring(0, MAIL.indexOf("--b0")));

        assertThat(recorded()).singleElement().satisfies(notification -> {
            assertThat(notification.receiver()).isEqualTo("on call");
            assertThat(notification.problems()).containsExactly("the mail must be MIME: Missing start boundary");
        });
    }

    @Test
    void address_that_is_none_is_a_problem() throws MessagingException {
        send(MAIL.replace("team@example.com, Jo <jo@example.com>", "team at example.com"));

        assertThat(problems()).containsExactly("To must hold addresses, but was team at example.com");
    }

    @Test
    void mail_of_somebody_else_is_recorded_without_a_receiver() throws MessagingException {
        send("From: a@example.com\nTo: b@example.com\nSubject: hello\n\nhello\n");

        assertThat(recorded().get(0).receiver()).isEmpty();
        assertThat(problems())
                .containsExactly(
                        "X-Firedrill-Receiver must name the receiver: this mail is not from the drill",
                        "header X-Firedrill-Alerts must hold the alerts, but what the drill added did not arrive: a"
                                + " template failed");
    }

    @ParameterizedTest
    @CsvSource({"500, 451", "429, 451", "403, 554"})
    void failing_inbox_refuses_the_mail_and_still_records(int status, int code) {
        inbox.behave("on call", new InboxBehaviour.Answer(status));

        assertThatThrownBy(() -> send(MAIL))
                .isInstanceOf(MessagingException.class)
                .message()
                .contains(Integer.toString(code));
        assertThat(recorded().get(0).answered()).isEqualTo(code);
    }

    @Test
    void dropping_inbox_ends_the_conversation_without_an_answer() {
        inbox.behave(new InboxBehaviour.Drop());

        assertThatThrownBy(() -> send(MAIL)).isInstanceOf(MessagingException.class);
        assertThat(recorded().get(0).answered()).isZero();
    }

    @Test
    void hanging_inbox_drops_what_hangs_once_it_is_told_to_behave() throws Exception {
        inbox.behave(new InboxBehaviour.Hang());
        CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> {
            try {
                send(MAIL);
                return true;
            } catch (MessagingException e) {
                return false;
            }
        });
        await().until(() -> !recorded().isEmpty());
        assertThat(sent).isNotDone();

        inbox.behave(InboxBehaviour.HEALTHY);

        assertThat(sent.get(5, TimeUnit.SECONDS)).isFalse();
        assertThat(recorded()).extracting(Notification::answered).containsExactly(0);
    }

    @Test
    void one_journal_keeps_mail_and_http() throws MessagingException {
        send(MAIL);
        given().body("{}").post(inbox.url("webhook", "oncall"));

        assertThat(recorded()).extracting(Notification::integration).containsExactly("email", "webhook");
        assertThat(inbox.resolutionReached(Map.of("job", "inference"), Arrived.ZERO))
                .isFalse();
        send(MAIL.replace(Arrived.carried(), Arrived.carried(Arrived.ALERTS.replace("\"firing\"", "\"resolved\""))));
        assertThat(inbox.resolutionReached(Map.of("job", "inference"), Arrived.ZERO))
                .isTrue();
    }

    private void send(String mail) throws MessagingException {
        send(mail, "PLAIN", Carried.PLACEHOLDER);
    }

    private void send(String mail, String mechanism, String password) throws MessagingException {
        Properties properties = properties();
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.ssl.trust", "*");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.auth.mechanisms", mechanism);
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("alertmanager", password);
            deliver(transport, session, mail);
        }
    }

    private static void deliver(Transport transport, Session session, String mail) throws MessagingException {
        byte[] bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        transport.sendMessage(
                new MimeMessage(session, new ByteArrayInputStream(bytes)),
                InternetAddress.parse("team@example.com, jo@example.com"));
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty(
                "mail.smtp.host", inbox.mailAddress().getAddress().getHostAddress());
        properties.setProperty(
                "mail.smtp.port", Integer.toString(inbox.mailAddress().getPort()));
        properties.setProperty("mail.smtp.timeout", "20000");
        return properties;
    }

    private List<String> problems() {
        return recorded().get(0).problems();
    }

    private List<Notification> recorded() {
        return inbox.notifications(Arrived.ZERO, Arrived.ZERO, Arrived.AT);
    }
}
