package io.firedrill.stacks.inbox;

import io.firedrill.evidence.alert.Notification.Text;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A mail as Alertmanager 0.34's {@code notify/email} sends it. A mail server takes nearly everything, so that what a
 * person would miss is all that can be wrong: no readable {@code From} or {@code To}, no {@code Subject} at all, an empty
 * body. Immutable.
 */
record MailMessage(String receiver, Message message) {
    static MailMessage parse(byte[] mail) {
        String receiver = "";
        try {
            MimeMessage read = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            receiver = Carried.decoded(header(read, Carried.RECEIVER_HEADER));
            return new MailMessage(receiver, new Reader(read).read());
        } catch (MessagingException | IOException e) {
            return new MailMessage(receiver, Message.unreadable("the mail must be MIME: " + e.getMessage()));
        }
    }

    private static String header(MimeMessage mail, String name) throws MessagingException, IOException {
        String raw = mail.getHeader(name, ", ");
        return raw == null
                ? ""
                : MimeUtility.decodeText(MimeUtility.unfold(raw)).strip();
    }

    /** Walks one mail. Confined to one call. */
    private static final class Reader {
        private final MimeMessage mail;
        private final List<String> problems = new ArrayList<>();
        private final Prose prose = new Prose(problems);
        private final List<Text> shown = new ArrayList<>();
        private final StringBuilder seen = new StringBuilder();

        Reader(MimeMessage mail) {
            this.mail = mail;
        }

        Message read() throws MessagingException, IOException {
            String subject = header(mail, "Subject");
            shown.add(new Text("Subject", subject));
            address("From", "many servers refuse such a mail");
            address("To", "many filters drop such a mail");
            body(mail);
            prose.present("body", seen.toString(), "there is nothing to read");
            if (header(mail, Carried.RECEIVER_HEADER).isEmpty()) {
                problems.add(Carried.RECEIVER_HEADER + " must name the receiver: this mail is not from the drill");
            }
            return Carried.message("header " + Carried.HEADER, header(mail, Carried.HEADER), "", problems, shown);
        }

        private void address(String name, String why) throws MessagingException, IOException {
            String value = header(mail, name);
            prose.present(name, value, why);
            try {
                for (InternetAddress address : InternetAddress.parse(value, true)) {
                    address.validate();
                }
            } catch (MessagingException e) {
                problems.add(name + " must hold addresses, but was " + value);
            }
        }

        private void body(Part part) throws MessagingException, IOException {
            Optional<Multipart> parts =
                    part.getContent() instanceof Multipart several ? Optional.of(several) : Optional.empty();
            if (parts.isPresent()) {
                for (int i = 0; i < parts.get().getCount(); i++) {
                    BodyPart each = parts.get().getBodyPart(i);
                    body(each);
                }
            } else if (part.isMimeType("text/html")) {
                String html = part.getContent().toString();
                String visible = visible(html);
                shown.add(new Text("HTML body", visible.strip()));
                seen.append(visible);
            } else if (part.isMimeType("text/*")) {
                String text = part.getContent().toString();
                shown.add(new Text("text body", text));
                seen.append(text);
            }
        }

        /** What a person reads of it; what failed templates leave behind looks like a tag and is none. */
        private static String visible(String html) {
            return html.replaceAll("(?is)<(head|style|script)\\b.*?</\\1\\s*>", " ")
                    .replaceAll("(?s)<(?!no value>|error expanding)[^>]*>", " ")
                    .replace("&nbsp;", " ")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">");
        }
    }
}
