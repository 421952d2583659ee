package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a Java program of this class path is started, quickly and in little memory. Thread-safe. */
final class JavaCommand {
    private static final String AGENT = "opentelemetry-javaagent";

    private JavaCommand() {}

    static List<String> of(Program.Jvm program) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        if (program.agent()) {
            words.add("-javaagent:" + agent());
        }
        // C1 alone, early, and the serial collector: at their best after seconds, which is all the time a drill gives
        // them.
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.3", "-XX:+UseSerialGC"));
        words.addAll(List.of("-Xms64m", "-Xmx192m", "-Xss512k"));
        words.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "-cp", classPath()));
        words.add(program.mainClass());
        return words;
    }

    /** The OpenTelemetry Java agent: on the class path, or in the local Maven repository. */
    static Path agent() {
        return onClassPath()
                .or(() -> inRepository())
                .orElseThrow(() -> new StackException("the OpenTelemetry Java agent is missing: no " + AGENT
                        + "-*.jar on the class path or in ~/.m2; add io.opentelemetry.javaagent:" + AGENT));
    }

    static String classPath() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElse("");
    }

    private static Optional<Path> onClassPath() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(Path::of)
                .filter(JavaCommand::isAgent)
                .map(Path::toAbsolutePath)
                .findFirst();
    }

    private static Optional<Path> inRepository() {
        Path folder = Path.of(System.getProperty("user.home", "."), ".m2/repository/io/opentelemetry/javaagent", AGENT);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(JavaCommand::isAgent).sorted().reduce((older, newer) -> newer);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isAgent(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.matches(AGENT + "-[0-9.]+\\.jar");
    }
}
