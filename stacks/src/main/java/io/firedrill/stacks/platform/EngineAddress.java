package io.firedrill.stacks.platform;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Where a Docker engine is expected, in the order of the docker command line and of Testcontainers: {@code DOCKER_HOST},
 * {@code docker.host} in {@code ~/.testcontainers.properties}, the current docker context, the usual sockets. Immutable.
 *
 * @param uri e.g. {@code unix:///var/run/docker.sock}
 * @param tls whether it wants a certificate
 */
record EngineAddress(URI uri, boolean tls) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String USUAL = "/var/run/docker.sock";

    static EngineAddress find(Map<String, String> environment, Path home) {
        String address = Optional.ofNullable(environment.get("DOCKER_HOST"))
                .filter(host -> !host.isBlank())
                .or(() -> testcontainers(home))
                .or(() -> context(environment, home))
                .orElseGet(() -> "unix://" + socket(environment, home));
        try {
            return new EngineAddress(URI.create(address.strip()), isTls(environment));
        } catch (IllegalArgumentException e) {
            throw new StackException(
                    "DOCKER_HOST: '" + address + "' is no address of a Docker engine; write e.g. unix://" + USUAL, e);
        }
    }

    static boolean isTls(Map<String, String> environment) {
        return !environment.getOrDefault("DOCKER_TLS_VERIFY", "").matches("|0|false");
    }

    /** Asks once and briefly; empty when an engine answers. */
    Optional<String> problem() {
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.matches("unix|tcp|http|https")) {
            return Optional.of(scheme + " is none of unix, tcp, http and https");
        }
        try (SocketChannel channel =
                SocketChannel.open(scheme.equals("unix") ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET)) {
            CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
            Thread asker = new Thread(() -> ask(channel, answer), "firedrill-docker-ping");
            asker.setDaemon(true);
            asker.start();
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.of("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (IOException | ExecutionException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private void ask(SocketChannel channel, CompletableFuture<Optional<String>> answer) {
        try {
            if ("unix".equals(uri.getScheme())) {
                if (!Files.exists(Path.of(uri.getPath()))) {
                    throw new IOException("there is no such socket");
                }
                channel.connect(UnixDomainSocketAddress.of(uri.getPath()));
            } else {
                channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            }
            answer.complete(tls || "https".equals(uri.getScheme()) ? Optional.empty() : ping(channel));
        } catch (IOException | RuntimeException e) {
            String text = e.getMessage() == null ? "there is no such host" : e.getMessage();
            answer.complete(Optional.of(text + (text.contains("denied") ? ": join the group docker" : "")));
        }
    }

    private static Optional<String> ping(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
        ByteBuffer answer = ByteBuffer.allocate(64);
        while (answer.hasRemaining() && channel.read(answer) >= 0) {
            // The first line is all that matters.
        }
        String line = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        return line.matches("HTTP/1\\.[01] 200.*") ? Optional.empty() : Optional.of("it answered '" + line + "'");
    }

    private static Optional<String> testcontainers(Path home) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve(".testcontainers.properties"))) {
            properties.load(in);
            return Optional.ofNullable(properties.getProperty("docker.host"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The docker command line keeps a context in a folder that is named by the SHA-256 of the context's name. */
    private static Optional<String> context(Map<String, String> environment, Path home) {
        try {
            Path folder = home.resolve(".docker");
            String name = environment.getOrDefault("DOCKER_CONTEXT", "");
            if (name.isBlank()) {
                name = new JsonMapper()
                        .readTree(Files.readString(folder.resolve("config.json")))
                        .path("currentContext")
                        .asText();
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            Path meta = folder.resolve("contexts/meta/" + HexFormat.of().formatHex(digest) + "/meta.json");
            return Optional.of(new JsonMapper()
                            .readTree(Files.readString(meta))
                            .at("/Endpoints/docker/Host")
                            .asText())
                    .filter(host -> !host.isBlank());
        } catch (IOException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String socket(Map<String, String> environment, Path home) {
        return Stream.of(
                        USUAL,
                        environment.getOrDefault("XDG_RUNTIME_DIR", "/none") + "/docker.sock",
                        home + "/.docker/run/docker.sock",
                        home + "/.docker/desktop/docker.sock")
                .filter(path -> Files.exists(Path.of(path)))
                .findFirst()
                .orElse(USUAL);
    }
}
