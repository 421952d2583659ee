package io.firedrill.stacks.workspace;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that are sent through the entry before any drill's clock starts, so that a cold JVM is not mistaken for a
 * fault. Immutable.
 *
 * @param method HTTP method
 * @param path path at the entry
 * @param headers request headers
 * @param body request body; empty for none
 * @param atMost stop after so many requests; 0 means no warm-up
 * @param until stop earlier once the 99th percentile of the last 100 requests is below this, in real time
 */
public record WarmUp(String method, String path, Map<String, String> headers, String body, int atMost, Duration until) {
    private static final String BEARER = "Bearer ";

    /** Copies the headers. */
    public WarmUp {
        headers = Map.copyOf(headers);
    }

    /**
     * The key that requests are sent with.
     *
     * @return what follows {@code Bearer} in the header {@code Authorization}, or empty
     */
    public Optional<String> bearerToken() {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Authorization"))
                .map(Map.Entry::getValue)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .findFirst();
    }
}
