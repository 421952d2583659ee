package io.firedrill.stacks.fault;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** A Toxiproxy process on loopback; from {@code PATH}, else from the cache of native binaries. */
final class RealToxiproxy implements AutoCloseable {
    private final Process process;
    private final URI api;

    private RealToxiproxy(Process process, URI api) {
        this.process = process;
        this.api = api;
    }

    static RealToxiproxy start() throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(binary().toString(), "-host", "127.0.0.1", "-port", "" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RealToxiproxy toxiproxy = new RealToxiproxy(process, URI.create("http://127.0.0.1:" + port));
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> toxiproxy.client().getProxies().isEmpty());
        return toxiproxy;
    }

    URI api() {
        return api;
    }

    ToxiproxyClient client() {
        return new ToxiproxyClient(api.getHost(), api.getPort());
    }

    /** A proxy to this upstream port; returns the port to connect to. */
    int link(String name, int upstream) throws IOException {
        int port = freePort();
        client().createProxy(name, "127.0.0.1:" + port, "127.0.0.1:" + upstream);
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Path binary() throws IOException {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "firedrill", "bin");
        Stream<Path> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "toxiproxy-server"));
        try (Stream<Path> cached = Files.exists(cache) ? Files.list(cache) : Stream.empty()) {
            return Stream.concat(
                            path,
                            cached.filter(folder ->
                                            folder.getFileName().toString().startsWith("toxiproxy-"))
                                    .map(folder -> folder.resolve("toxiproxy-server")))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseGet(() -> abort("NOT RUN: no toxiproxy-server on PATH or below " + cache));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
