package io.firedrill.stacks.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SMTP's AUTH for any user whose password is the {@linkplain Carried#PLACEHOLDER placeholder}: the drill's copy of a
 * configuration holds no other. Confined.
 */
final class SmtpAuthentication {
    static final String MECHANISMS = "PLAIN LOGIN CRAM-MD5";
    private static final String TAKEN = "235 2.7.0 Authenticated";
    private static final String REFUSED = "535 5.7.8 Wrong credentials; the password is not the drill's placeholder";

    private final Dialogue dialogue;

    SmtpAuthentication(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    String run(String argument) throws IOException {
        String[] words = argument.split(" ", 2);
        String initial = words.length > 1 ? words[1].strip() : "";
        try {
            return switch (words[0].toUpperCase(Locale.ROOT)) {
                case "PLAIN" -> plain(initial.isEmpty() ? dialogue.ask("") : initial);
                case "LOGIN" -> login(initial);
                case "CRAM-MD5" -> cramMd5();
                default -> "504 5.5.4 One of " + MECHANISMS;
            };
        } catch (IllegalArgumentException e) {
            return "501 5.5.2 Base64, please";
        }
    }

    private static String plain(String response) {
        String[] parts = decoded(response).split("\0", -1);
        return parts.length == 3 && parts[2].equals(Carried.PLACEHOLDER) ? TAKEN : REFUSED;
    }

    private String login(String initial) throws IOException {
        if (initial.isEmpty()) {
            dialogue.ask(encoded("Username:"));
        }
        return decoded(dialogue.ask(encoded("Password:"))).equals(Carried.PLACEHOLDER) ? TAKEN : REFUSED;
    }

    private String cramMd5() throws IOException {
        String challenge = "<" + UUID.randomUUID() + "@firedrill>";
        String response = decoded(dialogue.ask(encoded(challenge)));
        return response.endsWith(" " + digest(challenge)) ? TAKEN : REFUSED;
    }

    private static String digest(String challenge) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(Carried.PLACEHOLDER.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK must have HmacMD5", e);
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    /** Sends a challenge and reads the response, both in base64. */
    @FunctionalInterface
    interface Dialogue {
        String ask(String challenge) throws IOException;
    }
}
