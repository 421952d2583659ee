package io.firedrill.scenarios.traffic;

import java.util.Optional;

/**
 * A request of a system that is asked for something else than chat completions; the same each time. Immutable.
 *
 * @param method HTTP method
 * @param type what the body is, e.g. {@code application/json}
 * @param body as it is sent; empty for none
 */
public record Request(String method, String type, Optional<String> body) {
    /** Requires a method. */
    public Request {
        if (!method.matches("[A-Z]+")) {
            throw new IllegalArgumentException("method of a request must be in capitals, but was '" + method + "'");
        }
    }

    /** Without the body, which may hold somebody's data. */
    @Override
    public String toString() {
        return method;
    }
}
