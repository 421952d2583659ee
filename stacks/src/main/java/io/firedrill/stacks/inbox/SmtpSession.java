package io.firedrill.stacks.inbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One conversation in SMTP (RFC 5321) with STARTTLS (RFC 3207) and AUTH (RFC 4954). As real servers do, it offers to
 * authenticate only once the connection is encrypted. Confined to one thread.
 */
final class SmtpSession {
    private static final int LONGEST_LINE = 64 << 10;
    private static final int LARGEST_MAIL = 32 << 20;

    private final SSLContext tls;
    private final Function<byte[], Optional<String>> delivery;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean encrypted;
    private boolean greeted;
    private boolean hasSender;
    private int recipients;

    SmtpSession(Socket socket, SSLContext tls, Function<byte[], Optional<String>> delivery) throws IOException {
        this.tls = tls;
        this.delivery = delivery;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Serves until the client quits, or a mail is to get no answer. */
    void run() throws IOException {
        say("220 firedrill ESMTP inbox");
        boolean going = true;
        while (going) {
            Optional<String> line = line();
            going = line.isPresent() && command(line.get());
        }
    }

    private boolean command(String line) throws IOException {
        String[] words = line.split(" ", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> hello();
            case "HELO" -> {
                greeted = true;
                say("250 firedrill");
            }
            case "STARTTLS" -> startTls();
            case "AUTH" -> say(authenticate(argument));
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> {
                return data();
            }
            case "RSET" -> {
                reset();
                say("250 2.0.0 Ok");
            }
            case "NOOP" -> say("250 2.0.0 Ok");
            case "QUIT" -> {
                say("221 2.0.0 Bye");
                return false;
            }
            default -> say("502 5.5.2 Command not known");
        }
        return true;
    }

    private void hello() throws IOException {
        greeted = true;
        reset();
        say("250-firedrill");
        say("250-8BITMIME");
        say("250-SIZE " + LARGEST_MAIL);
        say(encrypted ? "250 AUTH " + SmtpAuthentication.MECHANISMS : "250 STARTTLS");
    }

    private void startTls() throws IOException {
        if (encrypted) {
            say("503 5.5.1 Already encrypted");
            return;
        }
        say("220 2.0.0 Ready to start TLS");
        SSLSocket secure = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        socket = secure;
        in = new BufferedInputStream(secure.getInputStream());
        out = secure.getOutputStream();
        encrypted = true;
        greeted = false;
        reset();
    }

    private String authenticate(String argument) throws IOException {
        if (!encrypted || !greeted) {
            return "503 5.5.1 STARTTLS and EHLO first";
        }
        return new SmtpAuthentication(challenge -> {
                    say("334 " + challenge);
                    return line().orElse("*");
                })
                .run(argument);
    }

    private void mail(String argument) throws IOException {
        if (!greeted) {
            say("503 5.5.1 EHLO first");
        } else if (!argument.toUpperCase(Locale.ROOT).startsWith("FROM:")) {
            say("501 5.5.4 MAIL FROM:<address>");
        } else {
            reset();
            hasSender = true;
            say("250 2.1.0 Ok");
        }
    }

    private void recipient(String argument) throws IOException {
        if (!hasSender) {
            say("503 5.5.1 MAIL first");
        } else if (!argument.toUpperCase(Locale.ROOT).startsWith("TO:<") || !argument.contains("@")) {
            say("501 5.1.3 RCPT TO:<name@domain>");
        } else {
            recipients++;
            say("250 2.1.5 Ok");
        }
    }

    private boolean data() throws IOException {
        if (recipients == 0) {
            say("503 5.5.1 RCPT first");
            return true;
        }
        say("354 End with a line that holds a dot only");
        Optional<byte[]> mail = content();
        if (mail.isEmpty()) {
            return false;
        }
        reset();
        if (mail.get().length > LARGEST_MAIL) {
            say("552 5.3.4 Mail is too large");
            return true;
        }
        Optional<String> reply = delivery.apply(mail.get());
        if (reply.isPresent()) {
            say(reply.get());
        }
        return reply.isPresent();
    }

    /** Empty when the client broke off; what is too large is read to its end and not kept. */
    private Optional<byte[]> content() throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        for (Optional<byte[]> line = bytes(LARGEST_MAIL); line.isPresent(); line = bytes(LARGEST_MAIL)) {
            byte[] each = line.get();
            boolean dotted = each.length > 0 && each[0] == '.';
            if (dotted && each.length == 1) {
                return Optional.of(mail.toByteArray());
            }
            if (mail.size() <= LARGEST_MAIL) {
                mail.write(each, dotted ? 1 : 0, each.length - (dotted ? 1 : 0));
                mail.writeBytes(new byte[] {'\r', '\n'});
            }
        }
        return Optional.empty();
    }

    private void reset() {
        hasSender = false;
        recipients = 0;
    }

    private Optional<String> line() throws IOException {
        return bytes(LONGEST_LINE).map(line -> new String(line, StandardCharsets.UTF_8));
    }

    /** A line without its end; empty when the client is gone. */
    private Optional<byte[]> bytes(int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > most) {
                return Optional.empty();
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return Optional.of(line.toByteArray());
    }

    private void say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
