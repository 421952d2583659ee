package io.firedrill.stacks.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The start line and the fields of an HTTP/1.1 message, as they came.
 *
 * @param startLine request line or status line
 * @param fields one line each, without line end
 */
record Head(String startLine, List<String> fields) {
    Head {
        fields = List.copyOf(fields);
    }

    Optional<String> field(String name) {
        return fields.stream()
                .filter(line -> name(line).equalsIgnoreCase(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst();
    }

    boolean lists(String name, String token) {
        return field(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(item -> item.trim().equalsIgnoreCase(token));
    }

    Head without(Set<String> lowerCaseNames) {
        return new Head(
                startLine,
                fields.stream()
                        .filter(line -> !lowerCaseNames.contains(name(line).toLowerCase(Locale.ROOT)))
                        .toList());
    }

    String method() {
        return startLine.substring(0, Math.max(0, startLine.indexOf(' ')));
    }

    int status() {
        try {
            return Integer.parseInt(startLine.split(" ", 3)[1]);
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalStateException("status line must hold a status, but was '" + startLine + "'", e);
        }
    }

    boolean eventStream() {
        return field("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                .orElse(false);
    }

    boolean mentionsJson() {
        return (field("accept").orElse("") + field("content-type").orElse("")).contains("json");
    }

    boolean endsConnection() {
        return lists("connection", "close") || startLine.startsWith("HTTP/1.0");
    }

    Framing requestFraming() {
        return lists("transfer-encoding", "chunked")
                ? Framing.CHUNKED
                : field("content-length").isPresent() ? Framing.LENGTH : Framing.NONE;
    }

    Framing answerFraming(String requestMethod) {
        int status = status();
        if (requestMethod.equals("HEAD") || status == 204 || status == 304) {
            return Framing.NONE;
        }
        Framing framing = requestFraming();
        return framing == Framing.NONE ? Framing.UNTIL_CLOSE : framing;
    }

    long contentLength() {
        return field("content-length").map(Long::parseLong).orElse(0L);
    }

    byte[] bytes() {
        String lines = fields.stream().map(line -> line + "\r\n").collect(Collectors.joining());
        return (startLine + "\r\n" + lines + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String name(String line) {
        return line.substring(0, Math.max(0, line.indexOf(':'))).trim();
    }

    /** How the end of a body is told. */
    enum Framing {
        NONE,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }
}
