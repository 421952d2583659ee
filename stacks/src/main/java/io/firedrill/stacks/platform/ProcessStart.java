package io.firedrill.stacks.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process started, in the words of {@code reap.sh}: clock ticks where there is {@code /proc}, else what
 * {@code ps} says. With the pid, it tells a process from a later one that was given the same pid.
 */
final class ProcessStart {
    private static final Path PROC = Path.of("/proc");
    private static final int STARTED = 19;

    private ProcessStart() {}

    /** Empty when there is no such process. */
    static Optional<String> of(long pid) {
        return Files.isDirectory(PROC.resolve("self")) ? ticks(pid) : listed(pid);
    }

    private static Optional<String> ticks(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") ? Optional.empty() : Optional.of(fields[STARTED]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> listed(long pid) {
        Platform.Outcome outcome = Commands.run(Path.of("."), "ps", "-o", "lstart=", "-p", Long.toString(pid));
        String start = outcome.output().strip().replaceAll(" +", "_");
        return outcome.exitCode() == 0 && !start.isEmpty() ? Optional.of(start) : Optional.empty();
    }
}
