package io.firedrill.stacks.workspace;

import java.time.Duration;
import java.util.Map;

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
    /** Copies the headers. */
    public WarmUp {
        headers = Map.copyOf(headers);
    }
}
