package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    Path folder;

    /** Whatever process is started at that moment has inherited the reservation, and keeps it for some milliseconds. */
    @Test
    void port_whose_reservation_lives_on_elsewhere_is_free_for_its_component() throws IOException {
        try (Ports ports = ports()) {
            int port = ports.reserve("toxiproxy");

            try (ServerSocket component = listening(port)) {
                assertThat(component.getLocalPort()).isEqualTo(port).isLessThan(32_768);
            }
        }
    }

    @Test
    void pinned_port_that_somebody_listens_on_is_refused_with_what_to_change() throws IOException {
        try (ServerSocket somebody = listening(0);
                Ports ports = ports()) {
            assertThatThrownBy(() -> ports.reserve("prometheus", somebody.getLocalPort()))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + somebody.getLocalPort() + " for prometheus is taken")
                    .hasMessageContaining("stack.ports.prometheus");
        }
    }

    @Test
    void port_is_reserved_for_one_component_alone() {
        try (Ports ports = ports()) {
            int first = ports.reserve("prometheus");

            assertThat(ports.reserve("alertmanager")).isNotEqualTo(first);
        }
    }

    private Ports ports() {
        return new Ports(PortClaims.open(folder.resolve("ports.lock")));
    }

    private static ServerSocket listening(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return server;
    }
}
