package io.firedrill.stacks.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.Source;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.access.Access;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/**
 * One component's HTTP API. Every failure is a {@link StackException} that names the URL, the status and the beginning
 * of the body. User and password of the base URL are sent as basic authentication and never shown. Thread-safe.
 */
final class HttpJson {
    private static final MediaType JSON = Objects.requireNonNull(MediaType.parse("application/json"));
    private static final int EXCERPT = 300;
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(16, 1, TimeUnit.MINUTES))
            .connectTimeout(Duration.ofSeconds(2))
            .callTimeout(Duration.ofSeconds(15))
            .build();

    /** What was answered, whatever its status. */
    record Answer(HttpUrl url, String method, int status, ByteString body, Optional<Instant> date) {
        boolean succeeded() {
            return status >= 200 && status < 300;
        }

        /** The body if it is a JSON object or array; empty for anything else, such as a page for people. */
        Optional<JsonNode> document() {
            try {
                JsonNode node = EvidenceFile.mapper().readTree(body.toByteArray());
                return Optional.ofNullable(node).filter(JsonNode::isContainerNode);
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        String excerpt() {
            String text = body.utf8().strip().replaceAll("\\s+", " ");
            return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
        }
    }

    private final String system;
    private final String base;
    private final Optional<String> authorization;
    private final Map<String, String> headers;
    private final OkHttpClient client;

    HttpJson(String system, URI base) {
        this(system, base, Map.of());
    }

    /** The headers go with each request; they may be secret and are never shown. */
    HttpJson(String system, URI base, Map<String, String> headers) {
        this(system, url(system, base), headers, CLIENT);
    }

    /** Reached as somebody's file says. Nothing is followed elsewhere: what is shown to one host is for no other. */
    HttpJson(String system, Access access) {
        this(system, url(system, access.base()), access.headers(), client(access));
    }

    private HttpJson(String system, HttpUrl url, Map<String, String> headers, OkHttpClient client) {
        this.system = system;
        this.client = client;
        this.headers = Map.copyOf(headers);
        this.authorization = url.username().isEmpty()
                ? Optional.empty()
                : Optional.of(Credentials.basic(url.username(), url.password()));
        this.base =
                url.newBuilder().username("").password("").build().toString().replaceFirst("/+$", "");
    }

    private static HttpUrl url(String system, URI base) {
        HttpUrl url = HttpUrl.get(base);
        if (url == null) {
            throw new StackException(
                    system + " must have an http or https URL, but its scheme was " + base.getScheme());
        }
        return url;
    }

    private static OkHttpClient client(Access access) {
        OkHttpClient.Builder builder = CLIENT.newBuilder().followRedirects(false);
        access.tls().ifPresent(tls -> builder.sslSocketFactory(tls.socketFactory(), tls.trustManager()));
        return builder.build();
    }

    /** Where something is read from; {@code query} alternates names and values. */
    Source source(String path, String... query) {
        return new Source(system, url(path, query).toString());
    }

    JsonNode get(String path, String... query) {
        return json(succeeded(send(request(path, query))));
    }

    String text(String path) {
        return succeeded(send(request(path))).body().utf8();
    }

    /** The body; empty for 404. */
    Optional<ByteString> find(String path) {
        Answer answer = ask(path);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(succeeded(answer).body());
    }

    /** Whatever is answered; 404 is not an error yet. */
    Answer ask(String path, String... query) {
        return send(request(path, query));
    }

    /** The answer if it is none of the errors. */
    Answer succeeded(Answer answer) {
        if (answer.succeeded()) {
            return answer;
        }
        throw new StackException(system + " answered " + answer.method() + " " + answer.url() + " with "
                + answer.status() + ": " + answer.excerpt());
    }

    Answer post(String path, JsonNode body) {
        return succeeded(send(request(path).post(RequestBody.create(body.toString(), JSON))));
    }

    /** Sends bytes; the answer has none. */
    void write(String path, byte[] body, String type, Map<String, String> headers) {
        Request.Builder request = request(path).post(RequestBody.create(body, MediaType.parse(type)));
        headers.forEach(request::header);
        succeeded(send(request));
    }

    void delete(String path) {
        succeeded(send(request(path).delete()));
    }

    JsonNode json(Answer answer) {
        return parse(answer.body(), answer.url().toString());
    }

    JsonNode parse(ByteString body, String locator) {
        try {
            return EvidenceFile.mapper().readTree(body.toByteArray());
        } catch (JsonProcessingException e) {
            throw new StackException(
                    system + " at " + locator + " answered something that is no JSON: " + e.getOriginalMessage()
                            + ". Check that the URL is really the one of " + system + ".",
                    e);
        } catch (IOException e) {
            throw new StackException(system + " at " + locator + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Request.Builder request(String path, String... query) {
        Request.Builder request = new Request.Builder().url(url(path, query));
        authorization.ifPresent(value -> request.header("Authorization", value));
        headers.forEach(request::header);
        return request;
    }

    private HttpUrl url(String path, String... query) {
        HttpUrl.Builder url = HttpUrl.get(base + path).newBuilder();
        for (int i = 0; i < query.length; i += 2) {
            url.addQueryParameter(query[i], query[i + 1]);
        }
        return url.build();
    }

    private Answer send(Request.Builder builder) {
        Request request = builder.build();
        try (Response response = client.newCall(request).execute()) {
            return new Answer(
                    request.url(),
                    request.method(),
                    response.code(),
                    response.body().byteString(),
                    Optional.ofNullable(response.headers().getInstant("Date")));
        } catch (IOException e) {
            throw new StackException(
                    system + " did not answer " + request.method() + " " + request.url() + ": " + reason(e)
                            + ". Check that it runs and that the URL is right.",
                    e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
