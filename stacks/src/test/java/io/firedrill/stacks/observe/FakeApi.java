package io.firedrill.stacks.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A component's HTTP API that answers from a table of methods and paths; anything else is 404. */
final class FakeApi implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final Map<String, Function<RecordedRequest, MockResponse>> answers = new ConcurrentHashMap<>();
    private volatile Function<RecordedRequest, MockResponse> otherwise =
            request -> response(404, "{\"message\":\"no such path\"}");
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

    FakeApi() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                String key = request.getMethod() + " " + request.getUrl().encodedPath();
                return answers.getOrDefault(key, otherwise).apply(request);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MockResponse response(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    /** A Prometheus envelope around data. */
    static String success(String data) {
        return "{\"status\":\"success\",\"data\":" + data + "}";
    }

    FakeApi get(String path, String body) {
        return on("GET " + path, request -> response(200, body));
    }

    FakeApi on(String methodAndPath, Function<RecordedRequest, MockResponse> answer) {
        answers.put(methodAndPath, answer);
        return this;
    }

    /** What it says to everything else. */
    FakeApi otherwise(Function<RecordedRequest, MockResponse> answer) {
        otherwise = answer;
        return this;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    List<RecordedRequest> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.close();
    }
}
