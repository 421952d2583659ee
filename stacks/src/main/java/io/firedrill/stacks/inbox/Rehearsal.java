package io.firedrill.stacks.inbox;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Properties;

/**
 * One mail to an inbox that nobody else uses, before the first real one. The first TLS handshake and the first mail of a JVM
 * take most of a second, which would count as a delay of the alert that it tells.
 */
final class Rehearsal {
    private static final String ALERTS = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Rehearsal\"},"
            + "\"annotations\":{},\"startsAt\":\"2026-01-01T00:00:00Z\",\"endsAt\":\"0001-01-01T00:00:00Z\","
            + "\"fingerprint\":\"0\"}],\"groupLabels\":{}}";

    private static boolean held;

    private Rehearsal() {}

    /**
     * Returns once a mail was taken: by this call, or by an earlier one in this JVM.
     *
     * @throws MessagingException if it was not
     */
    static synchronized void once() throws MessagingException {
        if (!held) {
            hold();
            held = true;
        }
    }

    private static void hold() throws MessagingException {
        try (Inbox inbox = Inbox.start(InetAddress.getLoopbackAddress(), Clock.systemUTC())) {
            Session session = Session.getInstance(properties(inbox.mailAddress()));
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect("rehearsal", Carried.PLACEHOLDER);
                transport.sendMessage(mail(session), InternetAddress.parse("rehearsal@example.com"));
            }
        }
    }

    private static MimeMessage mail(Session session) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom("alertmanager@example.com");
        mail.setRecipients(RecipientType.TO, "rehearsal@example.com");
        mail.setHeader(Carried.RECEIVER_HEADER, "rehearsal");
        mail.setHeader(Carried.HEADER, Base64.getEncoder().encodeToString(ALERTS.getBytes(StandardCharsets.UTF_8)));
        mail.setSubject("Rehearsal");
        mail.setText("The first mail of all.", "UTF-8");
        return mail;
    }

    /** Nobody can check who the inbox is. */
    private static Properties properties(InetSocketAddress at) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", at.getAddress().getHostAddress());
        properties.setProperty("mail.smtp.port", Integer.toString(at.getPort()));
        properties.setProperty("mail.smtp.timeout", "20000");
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.ssl.trust", "*");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        return properties;
    }
}
