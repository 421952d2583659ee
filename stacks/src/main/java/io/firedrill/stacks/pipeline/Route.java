package io.firedrill.stacks.pipeline;

import java.io.IOException;
import java.util.Map;
import okhttp3.Response;

/** A way to a model. Thread-safe. */
interface Route {
    /** Sends a chat request; the answer, whatever its status, is for the caller to close. */
    Response post(byte[] body, Map<String, String> headers) throws IOException;
}
