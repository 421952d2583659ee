package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be answered as asked, told in the shape of OpenAI's API: {@code {"error": {message, type, param,
 * code}}}, all four present. Immutable.
 */
final class OpenAiError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final @Nullable String code;
    private final transient byte[] body;
    private final transient Map<String, String> headers;

    private OpenAiError(
            int status,
            String type,
            @Nullable String code,
            String message,
            byte[] body,
            Map<String, String> headers,
            @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.body = body;
        this.headers = Map.copyOf(headers);
    }

    static OpenAiError of(int status, String type, @Nullable String code, String message) {
        return new OpenAiError(status, type, code, message, json(type, code, message), Map.of(), null);
    }

    /** 400 or another 4xx that is the caller's to mend. */
    static OpenAiError invalid(String message) {
        return of(400, "invalid_request_error", null, message);
    }

    /** 401. */
    static OpenAiError unauthorized() {
        return of(
                401,
                "invalid_request_error",
                "invalid_api_key",
                "Incorrect API key: send a known one as 'Authorization: Bearer KEY'.");
    }

    /** 502, 503 or 504: something behind this service failed. */
    static OpenAiError behind(int status, String code, String message) {
        return of(status, "server_error", code, message);
    }

    /** What a service behind answered, passed on word for word. */
    static OpenAiError passedOn(int status, byte[] body, String message) {
        return new OpenAiError(status, "server_error", null, message, body, Map.of(), null);
    }

    OpenAiError with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new OpenAiError(status, type, code, text(), body, all, getCause());
    }

    OpenAiError causedBy(Throwable cause) {
        return new OpenAiError(status, type, code, text(), body, headers, cause);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The JSON to answer with. */
    byte[] body() {
        return body.clone();
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** As semantic conventions want {@code error.type}: the exception where there is one, else the status. */
    String errorType() {
        return Optional.ofNullable(getCause())
                .map(cause -> cause.getClass().getName())
                .orElse(Integer.toString(status));
    }

    private static byte[] json(String type, @Nullable String code, String message) {
        ObjectNode json = Json.object();
        json.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        return Json.bytes(json);
    }
}
