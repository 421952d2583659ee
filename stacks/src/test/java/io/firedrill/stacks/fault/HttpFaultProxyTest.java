package io.firedrill.stacks.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HttpFaultProxyTest {
    private static final MediaType JSON = MediaType.get("application/json");

    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private final OkHttpClient client =
            new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    private EchoServer echo;
    private HttpFaultProxy proxy;

    @BeforeEach
    void start() throws Exception {
        echo = EchoServer.start();
        proxy = HttpFaultProxy.start(InetAddress.getLoopbackAddress(), echo::uri);
    }

    @AfterEach
    void stop() throws Exception {
        client.connectionPool().evictAll();
        proxy.close();
        echo.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    @Test
    void requests_and_answers_pass_unchanged_on_one_connection() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Response answer = post("{\"n\":" + i + "}", "traceparent", "00-aa-bb-01")) {
                assertThat(answer.code()).isEqualTo(200);
                assertThat(answer.header("X-Connection")).isEqualTo("1");
                assertThat(answer.body().string())
                        .startsWith("POST /v1/chat?a=b HTTP/1.1\n")
                        .contains("traceparent: 00-aa-bb-01\n", "Authorization: Bearer key\n")
                        .endsWith("\n\n{\"n\":" + i + "}");
            }
        }
    }

    @Test
    void large_chunked_bodies_pass_whole_in_both_directions() throws Exception {
        byte[] large = "0123456789abcdef".repeat(40_000).getBytes(StandardCharsets.US_ASCII);
        RequestBody chunked = new RequestBody() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public void writeTo(okio.BufferedSink sink) throws IOException {
                sink.write(large);
            }
        };
        try (Response answer = client.newCall(request().post(chunked).build()).execute()) {
            String echoed = answer.body().string();
            assertThat(echoed).contains("Transfer-Encoding: chunked");
            assertThat(echoed).endsWith("\n\n" + new String(large, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void head_and_no_content_answers_have_no_body_and_keep_the_connection() throws Exception {
        for (String path : List.of("/head", "/204")) {
            Request.Builder request = new Request.Builder().url("http://127.0.0.1:" + proxy.port() + path);
            Request sent = path.equals("/head") ? request.head().build() : request.build();
            try (Response answer = client.newCall(sent).execute()) {
                assertThat(answer.body().bytes()).isEmpty();
                assertThat(answer.header("X-Connection")).isEqualTo("1");
            }
        }
    }

    @Test
    void status_answers_like_openai_and_never_reaches_the_callee() throws Exception {
        proxy.inject(new Fault.HttpStatus(429));
        try (Response answer = post("{}", "X", "y")) {
            assertThat(answer.code()).isEqualTo(429);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.body().string())
                    .isEqualTo("{\"error\":{\"message\":\"HTTP 429 injected by a fire drill\",\"type\":\"requests\","
                            + "\"param\":null,\"code\":\"rate_limit_exceeded\"}}");
        }
        assertThat(echo.requests()).isZero();

        proxy.clear();
        try (Response answer = post("{}", "X", "y")) {
            assertThat(answer.code()).isEqualTo(200);
        }
    }

    @Test
    void refusal_says_what_there_is_too_little_of_and_whether_to_come_back() throws Exception {
        proxy.inject(new TooManyRequests(TooManyRequests.Scarcity.QUOTA));
        try (Response answer = post("{}", "X", "y")) {
            assertThat(answer.code()).isEqualTo(429);
            assertThat(answer.header("x-should-retry")).isEqualTo("false");
            assertThat(answer.body().string())
                    .contains("\"type\":\"insufficient_quota\"", "\"code\":\"insufficient_quota\"");
        }

        proxy.clear();
        proxy.inject(new TooManyRequests(TooManyRequests.Scarcity.RATE));
        try (Response answer = post("{}", "X", "y")) {
            assertThat(answer.header("Retry-After-Ms")).isEqualTo("20");
            assertThat(answer.header("x-ratelimit-remaining-requests")).isEqualTo("0");
            assertThat(answer.body().string()).contains("\"type\":\"requests\"", "\"code\":\"rate_limit_exceeded\"");
        }
        assertThat(echo.requests()).isZero();
    }

    @Test
    void status_for_a_share_is_evenly_spread() throws Exception {
        proxy.inject(new Fault.HttpStatus(503, 0.25));
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            try (Response answer = post("{}", "X", "y")) {
                seen.add(answer.code());
            }
        }
        assertThat(seen).containsExactly(200, 200, 200, 503, 200, 200, 200, 503);
    }

    @Test
    void dropped_header_is_missing_whatever_its_case() throws Exception {
        proxy.inject(new Fault.DroppedHeader("Traceparent"));
        try (Response answer = post("{}", "traceparent", "00-aa-bb-01")) {
            assertThat(answer.body().string()).doesNotContain("traceparent").contains("Authorization");
        }
    }

    @Test
    void stream_passes_event_by_event_stalls_and_flows_on() throws Exception {
        try (Socket caller = stream();
                Socket callee = accepted.take()) {
            BufferedReader events = lines(caller);
            send(callee, "data: 1\n\n");
            assertThat(next(events)).isEqualTo("data: 1");

            proxy.inject(new Fault.SseStall(2));
            send(callee, ": keep-alive\n\ndata: 2\n\ndata: 3\n\n");
            assertThat(next(events)).isEqualTo(": keep-alive");
            assertThat(next(events)).isEqualTo("data: 2");
            caller.setSoTimeout(200);
            assertThatThrownBy(() -> next(events)).isInstanceOf(SocketTimeoutException.class);

            caller.setSoTimeout(0);
            proxy.revert(new Fault.SseStall(2));
            assertThat(next(events)).isEqualTo("data: 3");
        }
    }

    @Test
    void caller_that_leaves_a_stalled_stream_is_noticed_by_the_callee() throws Exception {
        proxy.inject(new Fault.SseStall(0));
        try (Socket caller = stream();
                Socket callee = accepted.take()) {
            send(callee, "data: 1\n\n");
            caller.shutdownOutput();
            callee.setSoTimeout(5_000);
            assertThat(endsWithin(callee)).isTrue();
        }
    }

    @Test
    void callee_that_cannot_be_reached_resets_the_caller() throws Exception {
        echo.close();
        try (Socket caller = connect()) {
            send(caller, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThatThrownBy(() -> caller.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void closed_proxy_ends_its_connections_and_refuses_new_ones() throws Exception {
        try (Socket caller = connect()) {
            send(caller, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(caller.getInputStream().read()).isEqualTo('H');
            proxy.close();
            assertThat(endsWithin(caller)).isTrue();
            assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
        }
    }

    private Socket stream() throws Exception {
        echo.close();
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        proxy.close();
        proxy = HttpFaultProxy.start(
                InetAddress.getLoopbackAddress(), () -> URI.create("http://127.0.0.1:" + server.getLocalPort()));
        Socket caller = connect();
        send(caller, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
        try (server) {
            Socket callee = server.accept();
            assertThat(lines(callee).readLine()).isEqualTo("GET /stream HTTP/1.1");
            send(callee, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
            accepted.add(callee);
        }
        return caller;
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data") && !line.startsWith(":")) {
            line = lines.readLine();
        }
        return line;
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static boolean endsWithin(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            in.readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private Request.Builder request() {
        return new Request.Builder()
                .url("http://127.0.0.1:" + proxy.port() + "/v1/chat?a=b")
                .header("Authorization", "Bearer key");
    }

    private Response post(String body, String header, String value) throws IOException {
        return client.newCall(request()
                        .header(header, value)
                        .post(RequestBody.create(body, JSON))
                        .build())
                .execute();
    }
}
