package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Whether a container gets through to this machine. Firewalls that drop what comes from a bridge are common, and without
 * this check a launch would end in time-outs that blame something else. Thread-safe.
 */
final class Reachability {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TICK_MILLIS = 200;
    private static final String YES = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final CompletableFuture<Void> answer;

    private Reachability(CompletableFuture<Void> answer) {
        this.answer = answer;
    }

    /** Begins to find out: promtool asks, and this JVM listens. */
    static Reachability probe(DockerEngine engine, Bridge bridge, String image) {
        Executor threads = task -> {
            Thread thread = new Thread(task, "firedrill-reachability");
            thread.setDaemon(true);
            thread.start();
        };
        return new Reachability(CompletableFuture.runAsync(
                () -> {
                    try (ServerSocket server = new ServerSocket(0, 1, bridge.bind())) {
                        server.setSoTimeout(TICK_MILLIS);
                        String url = "http://" + bridge.host() + ":" + server.getLocalPort();
                        List<String> words = List.of("/bin/promtool", "check", "healthy", "--url=" + url);
                        listen(
                                server,
                                url,
                                CompletableFuture.supplyAsync(
                                        () -> engine.run(
                                                bridge.name(), new Errand(image, words, bridge.name(), bridge.hosts())),
                                        threads));
                    } catch (IOException e) {
                        throw new StackException("nothing can listen on " + bridge.bind() + ": " + e.getMessage(), e);
                    }
                },
                threads));
    }

    /** Returns when it does; else one error with the remedy. */
    void await() {
        try {
            answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : e;
        }
    }

    private static void listen(ServerSocket server, String url, CompletableFuture<Platform.Outcome> asking)
            throws IOException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!answered(server)) {
            if (asking.isDone() || Instant.now().isAfter(deadline)) {
                String seen = asking.isDone()
                        ? asking.join().output()
                        : "no connection within " + PATIENCE.toSeconds() + " s";
                throw new StackException("containers do not get through to this machine at " + url + " (" + seen.strip()
                        + "); let its firewall pass what comes from Docker's bridges (interfaces docker0 and br-*), or use"
                        + " firedrill.stack=native");
            }
        }
        asking.join();
    }

    private static boolean answered(ServerSocket server) throws IOException {
        try (Socket caller = server.accept()) {
            caller.getInputStream().read();
            caller.getOutputStream().write(YES.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
