package io.firedrill.stacks.fault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a caller gets instead of the callee's answer. */
final class InjectedAnswer {
    private InjectedAnswer() {}

    /** A whole answer: an error object as OpenAI's API reference has it where the caller speaks JSON, else text. */
    static byte[] to(Head request, Fault.HttpStatus fault, boolean endsConnection) {
        boolean json = request.mentionsJson();
        byte[] body = (json ? json(fault.status()) : text(fault.status())).getBytes(StandardCharsets.UTF_8);
        List<String> fields = new ArrayList<>(List.of(
                "Content-Type: " + (json ? "application/json" : "text/plain; charset=utf-8"),
                "Content-Length: " + body.length));
        if (endsConnection) {
            fields.add("Connection: close");
        }
        byte[] head = new Head("HTTP/1.1 " + fault.status() + " " + reason(fault.status()), fields).bytes();
        boolean bodiless = request.method().equals("HEAD");
        byte[] answer = new byte[head.length + (bodiless ? 0 : body.length)];
        System.arraycopy(head, 0, answer, 0, head.length);
        System.arraycopy(body, 0, answer, head.length, answer.length - head.length);
        return answer;
    }

    private static String json(int status) {
        return """
                {"error":{"message":"%s","type":"%s","param":null,"code":%s}}""".formatted(text(status).trim(), type(status), code(status));
    }

    private static String text(int status) {
        return "HTTP " + status + " injected by a fire drill\n";
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "requests";
            case 401, 403 -> "authentication_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static String code(int status) {
        return switch (status) {
            case 429 -> "\"rate_limit_exceeded\"";
            case 401 -> "\"invalid_api_key\"";
            default -> "null";
        };
    }

    private static String reason(int status) {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Injected";
        };
    }
}
