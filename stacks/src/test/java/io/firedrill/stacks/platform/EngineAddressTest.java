package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineAddressTest {
    @TempDir
    Path home;

    @Test
    void environment_wins_over_files() throws IOException {
        Files.writeString(home.resolve(".testcontainers.properties"), "docker.host=tcp://written:2375\n");

        assertThat(EngineAddress.find(Map.of("DOCKER_HOST", "tcp://asked:2375", "DOCKER_TLS_VERIFY", "1"), home))
                .isEqualTo(new EngineAddress(URI.create("tcp://asked:2375"), true));
        assertThat(EngineAddress.find(Map.of(), home))
                .isEqualTo(new EngineAddress(URI.create("tcp://written:2375"), false));
    }

    @Test
    void address_that_is_none_is_told_with_an_example() {
        assertThatThrownBy(() -> EngineAddress.find(Map.of("DOCKER_HOST", "my engine"), home))
                .isInstanceOf(StackException.class)
                .hasMessage("DOCKER_HOST: 'my engine' is no address of a Docker engine; write e.g."
                        + " unix:///var/run/docker.sock");
    }

    @Test
    void current_context_of_the_command_line_is_followed() throws IOException {
        Path folder = Files.createDirectories(home.resolve(".docker"));
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\": \"colima\"}");
        // printf colima | sha256sum
        Path meta = Files.createDirectories(
                folder.resolve("contexts/meta/f24fd3749c1368328e2b149bec149cb6795619f244c5b584e844961215dadd16"));
        Files.writeString(
                meta.resolve("meta.json"), "{\"Endpoints\": {\"docker\": {\"Host\": \"unix:///colima.sock\"}}}");

        assertThat(EngineAddress.find(Map.of(), home)).hasToString("unix:///colima.sock");
    }

    @Test
    void socket_of_a_rootless_engine_is_found_where_there_is_no_other() throws IOException {
        Files.createFile(home.resolve("docker.sock"));
        Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", home.toString());

        assertThat(EngineAddress.find(environment, home).toString())
                .isEqualTo(
                        Files.exists(Path.of("/var/run/docker.sock"))
                                ? "unix:///var/run/docker.sock"
                                : "unix://" + home + "/docker.sock");
    }

    @Test
    void missing_socket_is_told_at_once() {
        assertThat(address("unix://" + home + "/none.sock").problem()).contains("there is no such socket");
    }

    @Test
    void closed_port_is_told_at_once() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(address("tcp://127.0.0.1:" + port).problem()).contains("Connection refused");
    }

    @Test
    void scheme_that_nobody_speaks_is_told() {
        assertThat(address("ssh://host").problem()).contains("ssh is none of unix, tcp, http and https");
    }

    @Test
    void engine_that_answers_is_no_problem() throws Exception {
        assertThat(problemWith("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"))
                .isEmpty();
    }

    @Test
    void socket_of_something_else_is_told() throws Exception {
        assertThat(problemWith("HTTP/1.1 404 Not Found\r\n\r\n")).contains("it answered 'HTTP/1.1 404 Not Found'");
    }

    @Test
    void engine_that_hangs_is_given_up_soon() throws Exception {
        Path socket = home.resolve("hangs.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            assertThat(address("unix://" + socket).problem()).contains("no answer within 3 s");
        }
    }

    private Optional<String> problemWith(String answer) throws Exception {
        Path socket = home.resolve("engine.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread engine = new Thread(() -> answerOnce(server, answer));
            engine.start();
            Optional<String> problem = address("unix://" + socket).problem();
            engine.join();
            return problem;
        }
    }

    private static void answerOnce(ServerSocketChannel server, String answer) {
        try (SocketChannel caller = server.accept()) {
            caller.read(ByteBuffer.allocate(256));
            caller.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static EngineAddress address(String uri) {
        return new EngineAddress(URI.create(uri), false);
    }
}
