package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ends what dead runs left behind: what they did to other systems, their processes, as long as pid and start time still
 * match, their containers and their folders. Runs whose owner lives are left alone. Thread-safe.
 */
final class Sweep {
    private static final Duration NEWBORN = Duration.ofSeconds(30);

    private Sweep() {}

    /** The folders of the runs that were swept. */
    static List<Path> under(Path parent) {
        List<Path> swept = new ArrayList<>();
        try (Stream<Path> entries = Files.list(parent)) {
            for (Path folder : entries.filter(Sweep::isRun).toList()) {
                if (isDead(folder) && reap(folder)) {
                    swept.add(folder);
                }
            }
        } catch (IOException e) {
            throw new StackException(parent + " cannot be read: " + e.getMessage() + "; set -Djava.io.tmpdir", e);
        }
        return swept;
    }

    /** Only this user's own folders: what stands in one is trusted. */
    private static boolean isRun(Path folder) {
        try {
            return folder.getFileName().toString().startsWith(RunFolder.PREFIX)
                    && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isDead(Path folder) {
        try {
            String[] owner = Files.readString(folder.resolve("owner")).strip().split(" ", 2);
            Optional<String> start = ProcessStart.of(Long.parseLong(owner[0]));
            return start.isEmpty() || !start.get().equals(owner.length > 1 ? owner[1] : "");
        } catch (IOException | NumberFormatException e) {
            return isOld(folder);
        }
    }

    /** A folder without a readable owner is being made right now, unless it is old. */
    private static boolean isOld(Path folder) {
        try {
            return Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(Instant.now().minus(NEWBORN));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean reap(Path folder) {
        emptyEngine(folder);
        try {
            Path script = Files.createTempFile("firedrill-reap", ".sh");
            try {
                Files.write(script, RunFolder.script());
                Commands.run(Path.of("/"), "sh", script.toString(), "now", folder.toString());
                requireUndone(folder.resolve(RunFolder.UNDO));
                return !Files.exists(folder);
            } finally {
                Files.deleteIfExists(script);
            }
        } catch (IOException e) {
            throw new StackException(folder + " is left from a killed run and cannot be swept: " + e.getMessage(), e);
        }
    }

    private static void requireUndone(Path undo) throws IOException {
        if (Files.exists(undo)) {
            try (Stream<Path> left = Files.list(undo)) {
                left.findFirst().ifPresent(file -> {
                    throw new StackException("a killed run broke something, and mending it fails: run `sh " + file
                            + "` and see why, then remove that file");
                });
            }
        }
    }

    /** Here and not in the script alone, which needs docker or curl for it. The mark stays when no engine answers. */
    private static void emptyEngine(Path folder) {
        Path mark = folder.resolve(RunFolder.ENGINE);
        if (!Files.exists(mark)) {
            return;
        }
        try {
            URI uri = URI.create(Files.readString(mark).strip());
            EngineAddress address = new EngineAddress(uri, EngineAddress.isTls(System.getenv()));
            if (address.problem().isEmpty()) {
                try (DockerEngine engine = DockerEngine.at(address)) {
                    engine.remove(String.valueOf(folder.getFileName()));
                }
                Files.delete(mark);
            }
        } catch (IOException | RuntimeException e) {
            // The script tries too, and keeps what the next sweep needs.
            return;
        }
    }
}
