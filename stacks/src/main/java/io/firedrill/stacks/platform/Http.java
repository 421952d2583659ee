package io.firedrill.stacks.platform;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Short questions to components. Thread-safe. */
final class Http {
    private static final int EXCERPT = 200;
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .callTimeout(Duration.ofSeconds(3))
            .retryOnConnectionFailure(false)
            .build();

    private Http() {}

    static Optional<String> problem(URI uri) {
        try (Response response = ask(uri)) {
            if (response.code() == 200) {
                return Optional.empty();
            }
            String body = response.body().string().strip();
            return Optional.of("GET " + uri + " answered " + response.code() + " '" + excerpt(body) + "'");
        } catch (IOException e) {
            return Optional.of("GET " + uri + " failed: " + e.getMessage());
        }
    }

    static Optional<String> get(URI uri) {
        try (Response response = ask(uri)) {
            return response.code() == 200 ? Optional.of(response.body().string()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Response ask(URI uri) throws IOException {
        return CLIENT.newCall(new Request.Builder().url(uri.toString()).build()).execute();
    }

    private static String excerpt(String body) {
        return body.length() <= EXCERPT ? body : body.substring(0, EXCERPT) + "...";
    }
}
