package io.firedrill.stacks.platform;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is there of a run: processes on Linux, containers and networks in the engine. */
public final class Leftovers {
    private Leftovers() {}

    /** Pids of what carries the run's name in its environment. */
    public static List<String> processes(Path run) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(path -> belongs(path, run))
                    .map(path -> path.getFileName().toString())
                    .collect(toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What carries the run's label, as the docker command line would show it. */
    public static List<String> inEngine(Path run) {
        try (DockerEngine engine = DockerEngine.at(TestImages.engine())) {
            return engine.labelled(run.getFileName().toString());
        }
    }

    /** All of these. */
    public static List<String> everywhere(Path run) {
        return Stream.concat(processes(run).stream(), inEngine(run).stream()).toList();
    }

    /** What waits for the JVM's end. */
    static Optional<ProcessHandle> minder(Path run) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(run.toString()))
                .findFirst();
    }

    private static boolean belongs(Path process, Path run) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return environment.contains("FIREDRILL_RUN=" + run.getFileName());
        } catch (IOException e) {
            return false;
        }
    }
}
