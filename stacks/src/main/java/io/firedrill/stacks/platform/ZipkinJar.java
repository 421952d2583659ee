package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Zipkin's own server: a configured {@code stack.binaries.zipkin}, else the executable jar in the local Maven repository,
 * where Maven puts it the first time. 130 MB, so that only a workspace which asks for Zipkin pays for it. Thread-safe.
 */
final class ZipkinJar {
    static final String VERSION = "3.5.1";

    private static final String COORDINATES = "io.zipkin:zipkin-server:" + VERSION + ":jar:exec";
    private static final String GET = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get";

    private ZipkinJar() {}

    /** One download at a time; a second caller finds what the first one brought. */
    static synchronized Path find(Map<String, Path> configured, Consumer<String> progress) {
        Path given = configured.get("zipkin");
        if (given != null) {
            return given;
        }
        if (!Files.isRegularFile(inRepository())) {
            download(progress);
        }
        return inRepository();
    }

    /** How it is started; its environment says the rest. */
    static List<String> command(Path jar) {
        return List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-jar",
                jar.toString());
    }

    private static void download(Consumer<String> progress) {
        Optional<Path> maven = Commands.onPath("mvn");
        if (maven.isEmpty()) {
            throw missing("mvn is not on PATH");
        }
        progress.accept("Maven brings Zipkin " + VERSION + ", once");
        Platform.Outcome outcome = Commands.run(
                Path.of(System.getProperty("java.io.tmpdir", ".")),
                maven.get().toString(),
                "-q",
                "-B",
                GET,
                "-Dartifact=" + COORDINATES,
                "-Dtransitive=false",
                "-Dmaven.repo.local=" + repository());
        if (outcome.exitCode() != 0 || !Files.isRegularFile(inRepository())) {
            throw missing("Maven could not bring it: "
                    + outcome.output().lines().findFirst().orElse("exit code " + outcome.exitCode()));
        }
    }

    private static StackException missing(String reason) {
        return new StackException("Zipkin is missing: " + inRepository() + " is not there, and " + reason
                + "; run mvn dependency:get -Dartifact=" + COORDINATES
                + " -Dtransitive=false, or set stack.binaries.zipkin to the jar");
    }

    private static Path inRepository() {
        return repository()
                .resolve("io/zipkin/zipkin-server")
                .resolve(VERSION)
                .resolve("zipkin-server-" + VERSION + "-exec.jar");
    }

    private static Path repository() {
        String configured = System.getProperty("maven.repo.local", "");
        return configured.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".m2", "repository")
                : Path.of(configured);
    }
}
