package io.firedrill.stacks.pipeline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The chat completions of a service behind this one, by OkHttp: a call reads at its caller's pace, gives up when nothing
 * arrives for too long, and closing its response in mid-stream ends it on the other side as well. Thread-safe.
 */
final class Upstream implements Route, AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final String name;
    private final HttpUrl url;
    private final OkHttpClient client;

    /** Waits at most {@code timeout} for the answer, and again for each next piece of it. */
    Upstream(String name, HttpUrl base, Duration timeout) {
        this.name = name;
        this.url = base.newBuilder().addPathSegments("v1/chat/completions").build();
        this.client = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(timeout)
                .writeTimeout(timeout)
                // Whether a request is sent again is decided, counted and traced above, not in here.
                .retryOnConnectionFailure(false)
                // Shorter than servers keep idle connections.
                .connectionPool(new ConnectionPool(64, 20, TimeUnit.SECONDS))
                .build();
    }

    /** Of whoever answers for the model, as the environment says: {@code variable} for where, {@code PROVIDER_TIMEOUT} for how long. */
    static Upstream ofModel(Environment environment, String name, String variable) {
        return new Upstream(
                name, environment.url(variable), environment.milliseconds("PROVIDER_TIMEOUT", Duration.ofSeconds(10)));
    }

    HttpUrl url() {
        return url;
    }

    @Override
    public Response post(byte[] body, Map<String, String> headers) throws IOException {
        Request.Builder request = new Request.Builder().url(url).post(RequestBody.create(body, JSON));
        // Compressed, the events of a stream would wait for one another.
        request.header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        return client.newCall(request.build()).execute();
    }

    /** 504 if it took too long, else 502. */
    OpenAiError failed(IOException cause) {
        return cause instanceof InterruptedIOException
                ? OpenAiError.behind(504, name + "_timeout", "The " + name + " did not answer in time.")
                        .causedBy(cause)
                : OpenAiError.behind(502, name + "_failed", "The " + name + " cannot be reached or broke off.")
                        .causedBy(cause);
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }
}
