package io.firedrill.stacks.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault as the peer sees it, through a real Toxiproxy and the HTTP fault proxy behind it. */
@Timeout(30)
class FaultsIT {
    private static final String LINK = "gateway->inference";
    private static final Duration LONG = Duration.ofMinutes(1);

    private RealToxiproxy toxiproxy;
    private EchoServer callee;
    private HttpFaultProxy http;
    private Faults faults;
    private int port;

    @BeforeEach
    void start() throws Exception {
        toxiproxy = RealToxiproxy.start();
        callee = EchoServer.start();
        http = HttpFaultProxy.start(InetAddress.getLoopbackAddress(), callee::uri);
        port = toxiproxy.link("gateway-inference", http.port());
        LinkControl link = new LinkControl("gateway-inference", Optional.of(http));
        LinkControl unknown = new LinkControl("nowhere", Optional.empty());
        faults = new Faults(toxiproxy.api(), Map.of(LINK, link, "a->b", unknown), Map.of(), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        if (faults != null) {
            faults.close();
            http.close();
            callee.close();
            toxiproxy.close();
        }
    }

    @Test
    void latency_delays_an_existing_connection_by_its_length() throws Exception {
        try (Socket caller = connect()) {
            ask(caller, 0);
            Duration healthy = ask(caller, 0);
            ActiveFault latency = faults.inject(LINK, new Fault.Latency(Duration.ofMillis(200)), LONG);
            Duration slow = ask(caller, 0);
            latency.revert();

            assertThat(slow).isBetween(Duration.ofMillis(200), Duration.ofMillis(320));
            assertThat(healthy).isLessThan(Duration.ofMillis(100));
            assertThat(ask(caller, 0)).isLessThan(Duration.ofMillis(100));
            assertThat(latency.locator())
                    .isEqualTo("POST " + toxiproxy.api() + "/proxies/gateway-inference/toxics latency");
        }
    }

    @Test
    void hang_leaves_callers_waiting_and_closes_their_connections_at_its_end() throws Exception {
        try (Socket existing = connect()) {
            ask(existing, 0);
            ActiveFault hang = faults.inject(LINK, new Fault.Hang(), LONG);
            existing.setSoTimeout(300);
            assertThatThrownBy(() -> ask(existing, 0)).isInstanceOf(SocketTimeoutException.class);
            try (Socket fresh = connect()) {
                fresh.setSoTimeout(300);
                assertThatThrownBy(() -> ask(fresh, 0)).isInstanceOf(SocketTimeoutException.class);
            }
            assertThat(callee.requests()).isEqualTo(1);

            hang.revert();
            existing.setSoTimeout(5_000);
            assertThat(existing.getInputStream().read()).isEqualTo(-1);
            askAnew();
        }
    }

    @Test
    void refuse_closes_connections_and_refuses_new_ones() throws Exception {
        try (Socket existing = connect()) {
            ask(existing, 0);
            ActiveFault refuse = faults.inject(LINK, new Fault.Refuse(), LONG);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            existing.setSoTimeout(5_000);
            assertThat(existing.getInputStream().read()).isEqualTo(-1);

            refuse.revert();
            askAnew();
        }
    }

    @Test
    void reset_resets_new_connections_and_closes_existing_ones() throws Exception {
        try (Socket existing = connect()) {
            ask(existing, 0);
            ActiveFault reset = faults.inject(LINK, new Fault.Reset(), LONG);
            assertThatThrownBy(() -> ask(existing, 0))
                    .isInstanceOf(SocketException.class)
                    .hasMessage("closed without an answer");
            try (Socket fresh = connect()) {
                assertThatThrownBy(() -> ask(fresh, 0))
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
            assertThat(callee.requests()).isEqualTo(1);

            reset.revert();
            askAnew();
        }
    }

    @Test
    void bandwidth_makes_bytes_trickle() throws Exception {
        try (Socket caller = connect()) {
            ask(caller, 40_000);
            ActiveFault thin = faults.inject(LINK, new Fault.Bandwidth(100), LONG);
            Duration slow = ask(caller, 40_000);
            thin.revert();

            assertThat(slow).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_500));
            assertThat(ask(caller, 40_000)).isLessThan(Duration.ofMillis(200));
        }
    }

    @Test
    void http_faults_meet_the_same_link() throws Exception {
        ActiveFault status = faults.inject(LINK, new Fault.HttpStatus(503), LONG);
        try (Socket caller = connect()) {
            caller.getOutputStream().write(request(0));
            assertThat(new String(caller.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 503");
        }
        status.revert();
        askAnew();
    }

    @Test
    void lease_takes_the_toxic_away() throws Exception {
        ActiveFault latency = faults.inject(LINK, new Fault.Latency(Duration.ofMillis(100)), Duration.ofMillis(200));
        var toxics = toxiproxy.client().getProxy("gateway-inference").toxics();
        assertThat(toxics.getAll()).hasSize(1);

        await().atMost(Duration.ofSeconds(5)).until(() -> latency.revertedAt().isPresent());
        assertThat(toxics.getAll()).isEmpty();
        assertThat(latency.revert()).isEqualTo(latency.revertedAt().orElseThrow());
    }

    @Test
    void proxy_that_toxiproxy_does_not_know_is_named() {
        assertThatThrownBy(() -> faults.inject("a->b", new Fault.Hang(), LONG))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("link a->b (proxy 'nowhere')")
                .hasMessageContaining("proxy not found");
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private void askAnew() throws IOException {
        try (Socket caller = connect()) {
            ask(caller, 0);
        }
    }

    /** Sends a request, reads the whole answer, which holds the request's body, and tells how long that took. */
    private static Duration ask(Socket caller, int size) throws IOException {
        long start = System.nanoTime();
        caller.getOutputStream().write(request(size));
        WireInput in = new WireInput(caller.getInputStream(), () -> {});
        Head head = in.head().orElseThrow(() -> new SocketException("closed without an answer"));
        assertThat(head.startLine()).isEqualTo("HTTP/1.1 200 OK");
        in.body(
                head,
                head.answerFraming("POST"),
                new BodyWriter(java.io.OutputStream.nullOutputStream(), Head.Framing.LENGTH));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static byte[] request(int size) {
        String head = "POST /v1/chat HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n";
        return (head + "x".repeat(size)).getBytes(StandardCharsets.US_ASCII);
    }
}
