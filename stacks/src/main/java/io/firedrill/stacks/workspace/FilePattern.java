package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Files by a pattern whose last part may have {@code *}, as Prometheus' {@code rule_files} are. */
final class FilePattern {
    private FilePattern() {}

    /** The files that match, in order; a relative pattern starts at the folder. */
    static List<Path> expand(Path folder, String pattern) {
        Path resolved = folder.resolve(pattern).normalize();
        Path parent = resolved.resolve("..").normalize();
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + resolved);
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(matcher::matches)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StackException(parent + " cannot be read: " + e.getMessage(), e);
        }
    }
}
