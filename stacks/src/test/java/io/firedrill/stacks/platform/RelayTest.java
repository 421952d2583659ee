package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void bytes_and_ends_pass_in_both_directions() throws Exception {
        try (ServerSocket service = new ServerSocket(0, 1, LOOPBACK);
                Relay relay = Relay.start(LOOPBACK, service.getLocalPort());
                Socket caller = new Socket(LOOPBACK, relay.port())) {
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> answer(service, "and back"));
            caller.getOutputStream().write("there".getBytes(StandardCharsets.UTF_8));
            caller.shutdownOutput();

            assertThat(caller.getInputStream().readAllBytes()).asString().isEqualTo("and back");
            assertThat(heard.get()).isEqualTo("there");
        }
    }

    @Test
    void service_that_is_gone_resets_the_caller() throws IOException {
        ServerSocket service = new ServerSocket(0, 1, LOOPBACK);
        try (Relay relay = Relay.start(LOOPBACK, service.getLocalPort())) {
            service.close();
            try (Socket caller = new Socket(LOOPBACK, relay.port())) {
                assertThatThrownBy(() -> caller.getInputStream().read()).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void closed_relay_ends_what_it_carries() throws Exception {
        try (ServerSocket service = new ServerSocket(0, 1, LOOPBACK)) {
            Relay relay = Relay.start(LOOPBACK, service.getLocalPort());
            try (Socket caller = new Socket(LOOPBACK, relay.port());
                    Socket callee = service.accept()) {
                relay.close();

                assertThatThrownBy(() -> caller.getInputStream().read()).isInstanceOf(SocketException.class);
                assertThatThrownBy(() -> callee.getInputStream().read()).isInstanceOf(SocketException.class);
            }
        }
    }

    private static String answer(ServerSocket service, String text) {
        try (Socket callee = service.accept()) {
            String heard = new String(callee.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            callee.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return heard;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
