package io.firedrill.stacks.platform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One real server on loopback, for tests that need no whole stack. */
public final class RealProcess implements AutoCloseable {
    private final Process process;

    private RealProcess(Process process) {
        this.process = process;
    }

    /** Started, and answering 200 at this URL. */
    public static RealProcess start(List<String> words, Map<String, String> environment, URI ready) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            RealProcess started = new RealProcess(builder.start());
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> ((HttpURLConnection) ready.toURL().openConnection()).getResponseCode() == 200);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An executable from {@code PATH}, else from the cache of native binaries. */
    public static Path binary(String tool, String name) {
        Path cache = UserCache.folder().resolve("bin");
        Stream<Path> path =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name));
        try (Stream<Path> cached = Files.exists(cache) ? Files.list(cache) : Stream.empty()) {
            return Stream.concat(
                            path,
                            cached.filter(folder ->
                                            folder.getFileName().toString().startsWith(tool + "-"))
                                    .map(folder -> folder.resolve(name)))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseGet(() -> abort("NOT RUN: no " + name + " on PATH or below " + cache));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How Zipkin's own server is started. */
    public static List<String> zipkin() {
        return ZipkinJar.command(ZipkinJar.find(Map.of(), System.out::println));
    }

    /** So many ports that are free now. */
    public static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
