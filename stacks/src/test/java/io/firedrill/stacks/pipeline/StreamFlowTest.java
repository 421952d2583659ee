package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How events pass through gateway and inference, told by a provider that sends the next one only when it is let. */
class StreamFlowTest {
    private static final String CHUNK = "data: {\"id\":\"1\",\"choices\":[{\"delta\":{\"content\":\"left\"}}]}";

    private final CountDownLatch next = new CountDownLatch(1);
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MemoryStore store = new MemoryStore();
    private volatile boolean endless;
    private HttpServer provider;
    private Running inference;
    private Running gateway;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::serve);
        provider.setExecutor(threads);
        provider.start();
        inference = Inference.start(
                new Environment(Map.of(
                        "PORT", "0",
                        "PROVIDER_URL",
                                "http://127.0.0.1:" + provider.getAddress().getPort(),
                        "PROVIDER_API_KEY", "key")),
                store,
                wait -> {});
        gateway = Gateway.start(
                Map.of("PORT", "0", "INFERENCE_URL", inference.uri().toString(), "API_KEYS", "key"));
    }

    @AfterEach
    void stop() {
        endless = false;
        next.countDown();
        gateway.close();
        inference.close();
        provider.stop(0);
        threads.shutdownNow();
    }

    @Test
    void event_arrives_before_the_next_is_sent() throws Exception {
        try (BufferedReader lines = ask()) {
            assertThat(lines.readLine()).isEqualTo(CHUNK);
            next.countDown();
            assertThat(lines.lines()).endsWith("data: [DONE]", "");
        }
        assertThat(store.kept).hasSize(1);
    }

    @Test
    void caller_that_leaves_ends_the_stream_all_the_way_to_the_provider() throws Exception {
        try (BufferedReader lines = ask()) {
            assertThat(lines.readLine()).isEqualTo(CHUNK);
        }
        endless = true;
        next.countDown();

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("broken");
        await().untilAsserted(() -> {
            assertThat(Contract.metric(gateway, "request_streams_cut_total{by=\"client\"}"))
                    .isEqualTo(1);
            assertThat(Contract.counted(gateway, 200)).isEqualTo(1);
            assertThat(Contract.counted(inference, 200)).isEqualTo(1);
        });
        assertThat(store.kept).isEmpty();
    }

    private BufferedReader ask() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.uri() + Contract.CHAT))
                .header("Authorization", "Bearer key")
                .POST(BodyPublishers.ofString(Contract.STREAMED))
                .build();
        InputStream body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofInputStream())
                .body();
        return new BufferedReader(new InputStreamReader(body, UTF_8));
    }

    /** After it is let, it ends, or goes on for as long as anybody reads. */
    private void serve(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (exchange) {
            send(exchange, CHUNK);
            next.await();
            while (endless) {
                send(exchange, CHUNK);
            }
            send(exchange, "data: [DONE]");
            end.complete("done");
        } catch (IOException e) {
            end.complete("broken");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, String event) throws IOException {
        exchange.getResponseBody().write((event + "\n\n").getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }
}
