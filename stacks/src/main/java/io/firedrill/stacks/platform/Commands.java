package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Short commands that are run to their end. Thread-safe. */
final class Commands {
    static final int NOT_STARTED = 127;

    private Commands() {}

    static Platform.Outcome run(Path folder, String... words) {
        return run(folder, List.of(words));
    }

    /** Exit code 127 when the executable cannot be started at all. */
    static Platform.Outcome run(Path folder, List<String> words) {
        return run(folder, words, Map.of());
    }

    /** The same, with more variables in the environment. */
    static Platform.Outcome run(Path folder, List<String> words, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        return await(builder);
    }

    private static Platform.Outcome await(ProcessBuilder builder) {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Platform.Outcome(NOT_STARTED, String.valueOf(e.getMessage()));
        }
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Platform.Outcome(process.waitFor(), output);
        } catch (IOException e) {
            process.destroyForcibly();
            return new Platform.Outcome(NOT_STARTED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException(
                    "interrupted while running " + builder.command().get(0), e);
        }
    }

    static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .filter(file -> !Files.isDirectory(file))
                .findFirst();
    }
}
