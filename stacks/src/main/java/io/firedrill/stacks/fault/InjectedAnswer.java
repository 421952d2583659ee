package io.firedrill.stacks.fault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller gets instead of the callee's answer. */
final class InjectedAnswer {
    private InjectedAnswer() {}

    /** A whole answer: an error object as OpenAI's API reference has it where the caller speaks JSON, else text. */
    static byte[] to(Head request, Fault.Http fault, boolean endsConnection) {
        if (fault instanceof TooManyRequests refusal) {
            TooManyRequests.Scarcity scarcity = refusal.scarcity();
            String body = json(
                    429, scarcity == TooManyRequests.Scarcity.RATE ? "requests" : scarcity.code(), scarcity.code());
            return answer(request, 429, true, body, headers(scarcity), endsConnection);
        }
        int status = fault instanceof Fault.HttpStatus answered ? answered.status() : 500;
        boolean json = request.mentionsJson();
        String body = json ? json(status, type(status), code(status)) : text(status);
        return answer(request, status, json, body, List.of(), endsConnection);
    }

    /** A short wait, so that callers who obey try again within the drill; and none where that is of no use. */
    private static List<String> headers(TooManyRequests.Scarcity scarcity) {
        return scarcity == TooManyRequests.Scarcity.RATE
                ? List.of("Retry-After-Ms: 20", "x-ratelimit-remaining-requests: 0", "x-ratelimit-remaining-tokens: 0")
                : List.of("x-should-retry: false");
    }

    private static byte[] answer(
            Head request, int status, boolean json, String text, List<String> more, boolean endsConnection) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        List<String> fields = new ArrayList<>(List.of(
                "Content-Type: " + (json ? "application/json" : "text/plain; charset=utf-8"),
                "Content-Length: " + body.length));
        fields.addAll(more);
        if (endsConnection) {
            fields.add("Connection: close");
        }
        byte[] head = new Head("HTTP/1.1 " + status + " " + reason(status), fields).bytes();
        boolean bodiless = request.method().equals("HEAD");
        byte[] answer = new byte[head.length + (bodiless ? 0 : body.length)];
        System.arraycopy(head, 0, answer, 0, head.length);
        System.arraycopy(body, 0, answer, head.length, answer.length - head.length);
        return answer;
    }

    private static String json(int status, String type, @Nullable String code) {
        return """
                {"error":{"message":"%s","type":"%s","param":null,"code":%s}}""".formatted(text(status).trim(), type, code == null ? "null" : '"' + code + '"');
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

    private static @Nullable String code(int status) {
        return switch (status) {
            case 429 -> "rate_limit_exceeded";
            case 401 -> "invalid_api_key";
            default -> null;
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
