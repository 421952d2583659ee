package io.firedrill.stacks.pipeline;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.Response;

/** What an error of the provider means to the caller of inference. */
final class Refusal {
    /** The caller's own doing, or worth the caller's knowing. */
    private static final Set<Integer> PASSED_ON = Set.of(400, 404, 413, 422, 429);

    private static final long LONGEST = 65_536;

    private static final String[] HEADERS = {"x-request-id", "Retry-After", "Retry-After-Ms", "x-should-retry"};

    private Refusal() {}

    /** Reads the response's body. */
    static OpenAiError of(Response response) throws IOException {
        byte[] body = response.body().bytes();
        return of(response.code(), body).with(headers(response));
    }

    private static OpenAiError of(int status, byte[] body) {
        String message = "The provider answered with status " + status + ".";
        if (status == 401 || status == 403) {
            return OpenAiError.behind(502, "provider_refused", "The provider refuses the key of this service.");
        }
        if (status == 408) {
            return OpenAiError.behind(504, "provider_timeout", message);
        }
        if (status < 500 && !PASSED_ON.contains(status)) {
            return OpenAiError.behind(502, "provider_failed", message);
        }
        return isError(body)
                ? OpenAiError.passedOn(status, body, message)
                : OpenAiError.behind(status, "provider_failed", message);
    }

    /** The error's code, e.g. {@code rate_limit_exceeded}; empty without one. Leaves the body to be read. */
    static String code(Response response) throws IOException {
        byte[] body = response.peekBody(LONGEST).bytes();
        return isError(body) ? Json.read(body).path("error").path("code").asText("") : "";
    }

    private static boolean isError(byte[] body) {
        try {
            return Json.read(body).path("error").isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : HEADERS) {
            String value = response.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
